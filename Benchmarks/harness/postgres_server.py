"""PostgreSQL with a function that checks and debits, and synchronous commits."""

import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import time

from . import load, packages, places, processes
from .processes import Failure

ALLOWANCE = 10**24
SETTINGS = {
    "listen_addresses": "", "max_connections": "200", "shared_buffers": "256MB", "fsync": "on",
    "synchronous_commit": "on", "full_page_writes": "on",
}


class Postgres:
    """A private cluster on a Unix socket, with the same sessions as leashd."""

    name = "PostgreSQL"
    mark = "SELECT 1"

    def __init__(self, stack, ids):
        packages.require("postgresql-15", _programs)
        self.ids = ids
        self.directory = places.disk_directory(stack, "postgres")
        self.sockets = places.socket_directory(stack)
        self.identity = self._give_to_unprivileged_user()
        log = places.OUTPUT / "postgres.log"
        self._call("initdb", "-D", self.directory / "data", "-U", "bench", "-A", "trust", "--no-locale", "-E", "UTF8")
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [_programs() / "postgres", "-D", self.directory / "data", "-k", self.sockets, *settings]
        # SIGINT is its fast shutdown; SIGTERM would wait for clients.
        self.process = processes.start(stack, command, log, stop_signal=signal.SIGINT, **self.identity)
        self.socket = self.sockets / ".s.PGSQL.5432"
        processes.wait_for_socket(self.socket, self.process, log)
        self._wait_until_it_answers()
        self._call("psql", *self._at("postgres"), "-c", "CREATE DATABASE bench")
        self._call("psql", *self._at("bench"), "-f", "-", input=(places.RIVALS / "schema.sql").read_text())
        self._create_sessions()

    @property
    def pid(self):
        return self.process.pid

    @staticmethod
    def version():
        done = subprocess.run([_programs() / "postgres", "--version"], capture_output=True, text=True)
        return done.stdout.split()[2]

    def authorize(self, **options):
        """The same transfers through the function."""
        return load.run("postgres", socket=self.socket, ids=self.ids, **options)

    def settle_down(self):
        """A checkpoint outside the measured time, lest its writes burden the next one's turn."""
        self._call("psql", *self._at("bench"), "-c", "CHECKPOINT")

    def _at(self, database):
        return ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.sockets, "-U", "bench", "-d", database]

    def _give_to_unprivileged_user(self):
        """PostgreSQL refuses to run as root; elsewhere it runs as whoever measures."""
        if os.geteuid() != 0:
            return {}
        user = pwd.getpwnam("postgres")
        for directory in (self.directory, self.sockets):
            os.chown(directory, user.pw_uid, user.pw_gid)
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        if subprocess.run(["test", "-w", self.directory], **identity).returncode != 0:
            raise Failure(f"the user postgres cannot reach {self.directory}: run from a directory that others may enter")
        return identity

    def _call(self, program, *arguments, **options):
        command = [str(part) for part in (_programs() / program, *arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd="/", env=os.environ | {"LC_ALL": "C"}, **self.identity,
            **options)
        if done.returncode != 0:
            raise Failure(f"{program} failed:\n{done.stderr.strip()}")
        return done.stdout

    def _wait_until_it_answers(self):
        """It listens before it is ready, and refuses until then."""
        deadline = time.monotonic() + processes.START_SECONDS
        while True:
            try:
                self._call("psql", *self._at("postgres"), "-c", "SELECT 1")
                return
            except Failure:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.1)

    def _create_sessions(self):
        token = r"\\x833589fcd6edb6e08f4c7c32d4f71b54bda02913"
        expiry = int(time.time()) + 24 * 3600
        stamp = time.strftime("%Y-%m-%d %H:%M:%S+00", time.gmtime(expiry))
        rows = []
        for line in self.ids.read_text().splitlines():
            session, account = line.split()
            rows.append("\t".join([session[2:], r"\\x" + account[2:], stamp, token, str(ALLOWANCE), str(ALLOWANCE)]))
        copy = "COPY session (id, account, expiry, token, token_allowance, gas_limit) FROM STDIN;\n"
        text = copy + "\n".join(rows) + "\n\\.\nANALYZE;\n"
        self._call("psql", *self._at("bench"), "-f", "-", input=text)


def _programs():
    """Where Debian keeps the server's programs, which are not on the PATH."""
    directory = pathlib.Path("/usr/lib/postgresql/15/bin")
    return directory if shutil.which(directory / "postgres") else None
