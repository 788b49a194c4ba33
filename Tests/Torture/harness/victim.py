"""The daemon that is tormented: it may be killed at any moment, and says itself when it is ready."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

from daemon import BOUND, Daemon, DaemonError

from .torment import Failure
from .wire import Line

# The reserve holds room and nothing else; each daemon sets its own aside.
WITHOUT_RESERVE = shutil.ignore_patterns("reserve")


class Victim(Daemon):
    """A daemon that is started to the moment of its READY=1, and whose directory stays where something was wrong."""

    def __init__(self, environment=None, prefix=(), state=None):
        super().__init__(environment)
        self.prefix = list(prefix)
        if state is not None:
            self.state = state
        self.start_seconds = 0.0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if self.process is not None:
            self.kill()
        if kind is None:
            shutil.rmtree(self.directory, ignore_errors=True)
        else:
            print(f"  what it left is in {self.directory}", flush=True)

    def spawn(self):
        """Starts it, and waits for nothing."""
        self._notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        address = os.path.join(self.directory, "notify")
        if os.path.exists(address):
            os.unlink(address)
        self._notices.bind(address)
        settings = os.path.join(self.directory, "leashd.conf")
        pathlib.Path(settings).write_text(self.settings)
        command = self.prefix + [
            self.program, "--config", settings, "--state-directory", self.state, "--runtime-directory", self.runtime]
        environment = os.environ | self.environment | {"NOTIFY_SOCKET": address}
        self._began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)

    def start(self):
        self.spawn()
        status = self.ready_or_status()
        if status is not None:
            raise Failure(f"the daemon ended with {status} instead of starting\n{self.log_tail()}")

    def start_again(self, line):
        """Kills it and starts it; a connection in place of the one that there was."""
        line.close()
        self.kill()
        self.start()
        return Line(self.path("control"))

    def ready_or_status(self):
        """None once it is ready; what it ended with, if it did."""
        self._notices.settimeout(0.02)
        while time.monotonic() - self._began < BOUND * 3:
            try:
                if b"READY=1" in self._notices.recv(4096):
                    self.start_seconds = time.monotonic() - self._began
                    self._notices.close()
                    return None
            except TimeoutError:
                if self.process.poll() is not None:
                    return self.ended()
        self.kill()
        raise DaemonError(f"the daemon is neither ready nor did it end\n{self.log_tail()}")

    def kill(self):
        """SIGKILL."""
        self.process.kill()
        self.ended()

    def ended(self):
        """The status of a process that ends by itself; negative for a signal, as in subprocess."""
        process = self.process
        try:
            status = process.wait(BOUND * 3)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            raise DaemonError(f"the daemon does not end\n{self.log_tail()}") from None
        self.process = None
        self._notices.close()
        return status

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def store(self, suffix=""):
        return os.path.join(self.state, "leash.db" + suffix)

    def copy_store(self, destination):
        """What a process that is not running has left, to be looked at elsewhere."""
        shutil.rmtree(destination, ignore_errors=True)
        shutil.copytree(self.state, destination, ignore=WITHOUT_RESERVE)
        return destination

    def copy_store_from(self, state):
        """Begins with the store that another one has left."""
        shutil.copytree(state, self.state, dirs_exist_ok=True, ignore=WITHOUT_RESERVE)
