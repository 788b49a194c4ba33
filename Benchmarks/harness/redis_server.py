"""Redis with a Lua script and an append-only file that is synced before every answer."""

import shutil
import socket
import subprocess
import time

from . import load, packages, places, processes
from .processes import Failure

PIPELINE = 500  # commands that are sent before their answers are read
ALLOWANCE = 10**15  # within the 53 bits that a number of Lua holds


class Redis:
    """A private instance on a Unix socket, with the same sessions as leashd."""

    name = "Redis"
    mark = " reserved "

    def __init__(self, stack, ids, *settings):
        packages.require("redis-server", lambda: shutil.which("redis-server"))
        self.stack, self.ids = stack, ids
        self.directory = places.disk_directory(stack, "redis")
        self.socket = places.socket_directory(stack) / "redis.sock"
        log = places.OUTPUT / "redis.log"
        command = [
            "redis-server", "--port", "0", "--unixsocket", self.socket, "--dir", self.directory,
            "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--daemonize", "no",
            *settings]
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

    def authorize(self, *, ids=None, **options):
        """The same transfers through the script."""
        return load.run("redis", socket=self.socket, ids=ids or self.ids, script=places.RIVALS / "authorize.lua", **options)

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

    def arm(self, due_every, due_sec):
        """Gives every session's key an expiry: one of so many falls due then, the others in a day."""
        self._ask_for_each(lambda number, session, _: _command(
            "EXPIREAT", f"session:{session}", due_sec if number % due_every == 0 else due_sec + 24 * 3600))

    def subscribe(self, channel):
        """A connection that gets what is published in the channel."""
        client = self.stack.enter_context(socket.socket(socket.AF_UNIX))
        client.connect(str(self.socket))
        client.sendall(_command("SUBSCRIBE", channel))
        if not client.recv(4096).startswith(b"*3"):
            raise Failure(f"Redis does not subscribe to {channel}")
        return client

    def _create_sessions(self):
        token = "token:833589fcd6edb6e08f4c7c32d4f71b54bda02913"
        expiry = int(time.time()) + 24 * 3600
        self._ask_for_each(lambda _, session, account: _command(
            "HSET", f"session:{session}", "status", "active", "expiry", expiry, "account", account,
            token, ALLOWANCE, "gas", ALLOWANCE))

    def _ask_for_each(self, command):
        """One command for each session, many of them sent at once; each is answered with a number."""
        lines = [line.split() for line in self.ids.read_text().splitlines()]
        commands = [command(number, session[2:], account) for number, (session, account) in enumerate(lines)]
        with socket.socket(socket.AF_UNIX) as client, client.makefile("rb") as answers:
            client.connect(str(self.socket))
            for first in range(0, len(commands), PIPELINE):
                part = commands[first:first + PIPELINE]
                client.sendall(b"".join(part))
                for _ in part:
                    answer = answers.readline()
                    if not answer.startswith(b":"):
                        raise Failure(f"Redis refuses a session: {answer.decode().strip()}")


def _command(*words):
    encoded = [str(word).encode() for word in words]
    return b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded)
