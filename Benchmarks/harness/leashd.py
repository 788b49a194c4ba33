"""leashd, as it is measured: a release build with its default settings."""

import signal
import subprocess

from . import load, places, processes
from .control import Control
from .processes import Failure


def build():
    """Builds the release, which is what `make install` installs afterwards, and returns the program's path."""
    if subprocess.run(["make", "release"], cwd=places.ROOT).returncode != 0:
        raise Failure("the release build failed")
    return places.ROOT / ".build" / "release" / "leashd"


class Leashd:
    """A daemon with a store of its own on the measured disk, filled with sessions."""

    name = "leashd"
    mark = "authorizationId"  # what a granted answer holds, as a trace of system calls shows it

    def __init__(self, stack, program, sessions, *, state=None, log="leashd.log", **granting):
        """A daemon on an empty store, or on that of the state directory that is given; `granting` are further options
        of `leashload prepare`. Without sessions it can be asked nothing but by `control`."""
        self.stack, self.program = stack, program
        self.state = state or places.disk_directory(stack, "leashd")
        self.runtime = places.socket_directory(stack)
        self.settings = self.runtime / "leashd.conf"
        self.settings.touch()
        self.log = places.OUTPUT / log
        self.ids = self.state / "sessions.txt"
        self.start_seconds = self.start()
        if sessions:
            load.run("prepare", control=self.runtime / "control.sock", ids=self.ids, sessions=sessions, **granting)

    @property
    def pid(self):
        return self.process.pid

    def control(self):
        """A connection to the control socket."""
        return self.stack.enter_context(Control(self.runtime / "control.sock"))

    def authorize(self, *, ids=None, **options):
        """Durable authorizations of USDC transfers, as calls and as user operations."""
        return load.run("authorize", socket=self.runtime / "spend.sock", ids=ids or self.ids, **options)

    def check(self, **options):
        """The same question without the debit."""
        return load.run("check", socket=self.runtime / "spend.sock", ids=self.ids, **options)

    def restart_after_kill(self):
        """Kills the daemon in the middle of everything, starts it on the same store and returns the seconds it took."""
        self.kill()
        return self.start()

    def kill(self):
        """Ends the daemon at once: it writes nothing any more."""
        processes.stop(self.process, signal.SIGKILL)

    def start(self):
        """Starts the daemon and waits until it listens, which it does only when its store is in order."""
        command = [
            self.program, "--config", self.settings, "--state-directory", self.state, "--runtime-directory", self.runtime]
        self.process = processes.start(self.stack, command, self.log)
        return processes.wait_for_socket(self.runtime / "control.sock", self.process, self.log)

    def set(self, settings):
        """Has the running daemon go on with these settings."""
        self.settings.write_text(settings)
        self.process.send_signal(signal.SIGHUP)

    def settle_down(self):
        """Nothing to wait for: leashd leaves no work behind its answers."""

    def store_bytes(self):
        """The size of the store, its log included."""
        return sum(file.stat().st_size for file in self.state.glob("leash.db*"))

    def stop(self):
        """Stops the daemon and insists that it leaves in order."""
        status = processes.stop(self.process)
        if status != 0:
            raise Failure(f"leashd left with status {status}; the end of {self.log}:\n{processes.tail(self.log)}")
