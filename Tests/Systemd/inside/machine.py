"""This machine: its commands, its units, its accounts and its journal."""

import grp
import json
import os
import pathlib
import pwd
import subprocess
import time
import unittest

SERVICE = "leashd.service"
SOCKETS = ["leashd.socket", "leashd-control.socket"]
UNITS = [*SOCKETS, SERVICE]
# What collects the metrics, and where.
COLLECTION = ["leashd-metrics.timer", "leashd-metrics.service"]
COLLECTED = pathlib.Path("/var/lib/prometheus/node-exporter/leashd.prom")
PACKAGE = pathlib.Path(__file__).resolve().parent / "leashd.deb"
PATIENCE = 60.0


class Failed(Exception):
    """A command ended with another status than 0; the words are what it said."""


def run(*command: str, **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300, **options)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def install(package: pathlib.Path = PACKAGE) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "--yes", "install", str(package), env=environment)


def show(unit: str, name: str) -> str:
    return run("systemctl", "show", "--value", f"--property={name}", unit).strip()


def is_active(unit: str) -> bool:
    return show(unit, "ActiveState") == "active"


def main_process() -> int:
    return int(show(SERVICE, "MainPID"))


def is_another(before: int) -> bool:
    """Whether the service runs as another process than before."""
    return main_process() not in (0, before) and is_active(SERVICE)


def eventually(holds, patience: float = PATIENCE) -> bool:
    """Whether it comes to hold before patience ends."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def stop() -> None:
    run("systemctl", "stop", *UNITS)
    run("systemctl", "reset-failed", *UNITS)


def listen_again() -> None:
    """Sockets that are open and a service that waits for its first caller."""
    stop()
    run("systemctl", "daemon-reload")
    run("systemctl", "start", *SOCKETS)


def drop_in(unit: str, text: str | None) -> None:
    """Changes a unit as an administrator would, or takes the change back."""
    file = pathlib.Path(f"/etc/systemd/system/{unit}.d/test.conf")
    if text is None:
        file.unlink(missing_ok=True)
        if file.parent.exists():
            file.parent.rmdir()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    run("systemctl", "daemon-reload")


def setting(text: str | None) -> None:
    """The administrator's own settings, or none."""
    file = pathlib.Path("/etc/leashd/leashd.conf.d/test.conf")
    if text is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(text)


def add_user(name: str, *groups: str) -> None:
    run("useradd", "--system", "--groups", ",".join(groups), name)


def identity(name: str) -> dict:
    """What makes a child process one of this user's."""
    user = pwd.getpwnam(name)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": os.getgrouplist(name, user.pw_gid)}


def group(number: int) -> str:
    return grp.getgrgid(number).gr_name


def journal(*matches: str) -> list[dict]:
    """The records of the service that match."""
    run("journalctl", "--sync")
    listed = run("journalctl", "--quiet", "--output=json", "--all", f"--unit={SERVICE}", *matches)
    return [json.loads(line) for line in listed.splitlines()]


def recorded(*matches: str) -> list[dict]:
    """The same, once there are any: a record is written after the answer that it is about."""
    eventually(lambda: bool(journal(*matches)))
    return journal(*matches)


def messages() -> str:
    return "\n".join(str(record["MESSAGE"]) for record in journal())


# What dpkg, apt and systemd keep of their own.
FOREIGN = ["dpkg", "apt", "PackageKit", "command-not-found", "systemd/timers", "systemd/catalog"]


def files() -> set[str]:
    """Everything that a package could leave behind."""
    pruned = [word for name in FOREIGN for word in ("-path", f"/var/lib/{name}", "-prune", "-o")]
    return set(run("find", "/etc", "/usr", "/opt", "/var/lib", "-xdev", *pruned, "-print").splitlines())


class MachineTestCase(unittest.TestCase):
    """Begins with open sockets and a service that waits, and ends with what the package installed."""

    def setUp(self) -> None:
        listen_again()

    def tearDown(self) -> None:
        setting(None)
        for unit in UNITS:
            drop_in(unit, None)
        listen_again()
