"""Redis with a Lua script and an append-only file that is synced before every answer."""

import shutil
import socket
import subprocess
import time

from . import load, packages, places, processes
from .processes import Failure

ALLOWANCE = 10**15  # within the 53 bits that a number of Lua holds


class Redis:
    """A private instance on a Unix socket, with the same sessions as leashd."""

    name = "Redis"
    mark = " reserved "

    def __init__(self, stack, ids):
        packages.require("redis-server", lambda: shutil.which("redis-server"))
        self.ids = ids
        self.directory = places.disk_directory(stack, "redis")
        self.socket = places.socket_directory(stack) / "redis.sock"
        log = places.OUTPUT / "redis.log"
        command = [
            "redis-server", "--port", "0", "--unixsocket", self.socket, "--dir", self.directory,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--daemonize", "no"]
        self.process = processes.start(stack, command, log)
        processes.wait_for_socket(self.socket, self.process, log)
        self._create_sessions()

    @property
    def pid(self):
        return self.process.pid

    @staticmethod
    def version():
        words = subprocess.run(["redis-server", "--version"], capture_output=True, text=True).stdout.split()
        return next((word[2:] for word in words if word.startswith("v=")), "unknown")

    def authorize(self, **options):
        """The same transfers through the script."""
        return load.run("redis", socket=self.socket, ids=self.ids, script=places.RIVALS / "authorize.lua", **options)

    def settle_down(self):
        """Waits for a rewrite of the append-only file that the last turn caused, lest it burden the next one's."""
        deadline = time.monotonic() + 30
        while "aof_rewrite_in_progress:1" in self._info() and time.monotonic() < deadline:
            time.sleep(0.1)

    def _info(self):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(self.socket))
            client.sendall(_command("INFO", "persistence"))
            return client.recv(65536).decode()

    def _create_sessions(self):
        token = "token:833589fcd6edb6e08f4c7c32d4f71b54bda02913"
        expiry = int(time.time()) + 24 * 3600
        with socket.socket(socket.AF_UNIX) as client, client.makefile("rb") as answers, open(self.ids) as lines:
            client.connect(str(self.socket))
            for line in lines:
                session, account = line.split()
                client.sendall(_command(
                    "HSET", f"session:{session[2:]}", "status", "active", "expiry", expiry, "account", account,
                    token, ALLOWANCE, "gas", ALLOWANCE))
                answer = answers.readline()
                if not answer.startswith(b":"):
                    raise Failure(f"Redis refuses a session: {answer.decode().strip()}")


def _command(*words):
    encoded = [str(word).encode() for word in words]
    return b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded)
