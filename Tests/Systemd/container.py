"""A machine of its own for the tests: this one's files, changes to them thrown away, and a systemd that has just booted."""

import pathlib
import shutil
import subprocess
import tempfile
import time

BOOT_SECONDS = 300


class CannotBoot(Exception):
    """Here no container boots; the words say why."""


class Container:
    """Boots at the beginning of a `with`, and is gone at its end. Needs root, and a mount namespace of its own."""

    def __init__(self, log: pathlib.Path):
        self.log = log
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="leashd-container-"))
        self.root = self.directory / "root"
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "Container":
        try:
            self.lay_root()
        except (OSError, subprocess.CalledProcessError) as error:
            self.remove()
            raise CannotBoot(f"no overlay of the root file system: {error}") from error
        return self

    def __exit__(self, *_) -> None:
        if self.process is not None:
            # To nspawn it means: shut down in order.
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.remove()

    def lay_root(self) -> None:
        self.mount("tmpfs", "tmpfs", self.directory)
        upper, work = self.directory / "upper", self.directory / "work"
        for directory in (upper, work, self.root):
            directory.mkdir()
        self.mount("overlay", "overlay", self.root, f"lowerdir=/,upperdir={upper},workdir={work}")
        # What this machine starts is no part of the tests, nor is who it is.
        system = self.root / "etc/systemd/system"
        for wants in (*system.glob("*.wants"), *self.root.glob("etc/rc[0-6S].d")):
            shutil.rmtree(wants)
        # Nor what it is kept from starting and installing, as images of containers are.
        for file in ("etc/machine-id", "usr/sbin/policy-rc.d", "etc/dpkg/dpkg.cfg.d/docker"):
            (self.root / file).unlink(missing_ok=True)

    def mount(self, kind: str, source: str, target: pathlib.Path, options: str | None = None) -> None:
        arguments = ["mount", "-t", kind, *(["-o", options] if options else []), source, target]
        subprocess.run(arguments, check=True, capture_output=True)

    def boot(self) -> None:
        """Waits until the system is up."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *("systemd-nspawn", "--register=no", "--keep-unit", "--private-network", "--boot"),
                    *("--console=read-only", "--machine=leashd-test", f"--directory={self.root}"),
                    "systemd.firstboot=off",
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        deadline = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise CannotBoot(f"systemd-nspawn ends with {self.process.returncode}:\n{self.tail()}")
            if self.state() in ("running", "degraded"):
                return
            time.sleep(0.2)
        raise CannotBoot(f"the system is not up after {BOOT_SECONDS} s:\n{self.tail()}")

    def state(self) -> str:
        if self.leader is None:
            return "none"
        asked = self.enter(["systemctl", "is-system-running"], capture_output=True, text=True)
        return asked.stdout.strip()

    @property
    def leader(self) -> int | None:
        """The process that is number 1 in there."""
        number = self.process.pid
        children = pathlib.Path(f"/proc/{number}/task/{number}/children").read_text().split()
        return int(children[0]) if children else None

    def enter(self, command: list[str], **options) -> subprocess.CompletedProcess:
        """Runs a command inside, as root."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            ["nsenter", "--all", f"--target={self.leader}", *command],
            env=environment, stdin=subprocess.DEVNULL, **options,
        )

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def remove(self) -> None:
        for mounted in (self.root, self.directory):
            subprocess.run(["umount", "--lazy", mounted], capture_output=True)
        shutil.rmtree(self.directory, ignore_errors=True)

