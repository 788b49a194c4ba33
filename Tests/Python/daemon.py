"""The real daemon as a child process, and plain connections to its sockets."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BOUND = 120.0  # seconds after which something hangs; no measure of anything


class DaemonError(Exception):
    """The daemon did not start, did not answer or did not stop as it should."""


class Gone(DaemonError):
    """Nobody listens, or the connection ended before the answer: whether it was done is not known."""


class Daemon:
    """Starts, stops and restarts on the same directories; a context manager."""

    def __init__(self, environment=None):
        self.environment = environment or {}
        self.program = os.environ.get("LEASHD", str(ROOT / ".build" / "debug" / "leashd"))
        self.directory = tempfile.mkdtemp(prefix="leashd-")
        self.runtime = os.path.join(self.directory, "run")
        self.state = os.path.join(self.directory, "state")
        self.log = os.path.join(self.directory, "log")
        self.settings = ""
        self.process = None
        os.mkdir(self.runtime)
        os.mkdir(self.state)
        # Whatever the umask is.
        os.chmod(self.runtime, 0o755)
        os.chmod(self.state, 0o700)

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, kind, error, trace):
        try:
            self.stop()
        finally:
            self._remove()

    def _remove(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.runtime, f"{name}.sock")

    def start(self):
        settings = os.path.join(self.directory, "leashd.conf")
        pathlib.Path(settings).write_text(self.settings)
        arguments = [
            self.program, "--config", settings, "--state-directory", self.state, "--runtime-directory", self.runtime]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | self.environment)
        deadline = time.monotonic() + BOUND
        for name in ("control", "spend"):
            while not self._listens(name):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise DaemonError(f"the daemon does not listen on {name}.sock\n{self.log_tail()}")
                time.sleep(0.02)

    def _listens(self, name):
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(self.path(name))
                return True
            except OSError:
                return False

    def stop(self):
        """SIGTERM; the daemon has to exit with 0 within the bound."""
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(BOUND)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise DaemonError(f"the daemon does not stop\n{self.log_tail()}") from None
        if status != 0:
            raise DaemonError(f"the daemon exited with {status}\n{self.log_tail()}")

    def restart(self):
        self.stop()
        self.start()

    def log_tail(self):
        with open(self.log, "rb") as log:
            return log.read()[-4000:].decode(errors="replace")


class Connection:
    """Lines of JSON over a socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(BOUND)
        try:
            self.socket.connect(path)
        except (ConnectionError, FileNotFoundError) as error:
            self.socket.close()
            raise Gone(f"nobody listens on {path}: {error}") from error
        except OSError:
            self.socket.close()
            raise
        self.lines = self.socket.makefile("rb")

    def close(self):
        self.lines.close()
        self.socket.close()

    def send(self, octets):
        try:
            self.socket.sendall(octets)
        except ConnectionError as error:
            raise Gone(f"the connection ended within a question: {error}") from error

    def receive(self):
        try:
            line = self.lines.readline()
        except ConnectionError as error:
            raise Gone(f"the connection ended before an answer: {error}") from error
        if not line.endswith(b"\n"):
            raise Gone(f"the connection ended within an answer: {line!r}")
        if line.count(b"{") != line.count(b"}"):
            raise DaemonError(f"braces within strings: {line!r}")
        return json.loads(line)

    def request(self, method, params, identifier=1):
        message = {"jsonrpc": "2.0", "id": identifier, "method": method, "params": [params]}
        self.send(json.dumps(message).encode() + b"\n")
        return self.receive()
