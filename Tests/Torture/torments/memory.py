"""64 MB of memory under load and many connections: who is not served is refused, and what is acknowledged is kept."""

import os
import signal
import socket
import time

from harness import clients, database, inspection
from harness.acknowledged import Acknowledged
from harness.torment import Failure, Skipped
from harness.victim import Victim

LIMIT = 64 << 20
CROWD = 800
# Connections may hold eight times as much together, for which there has to be room beside the rest.
SETTINGS = "[Limits]\nBufferSize=2M\n"
OLD, NEW = "/sys/fs/cgroup/memory", "/sys/fs/cgroup"


def run(run):
    figures = []
    for crowd in (silent, hoarding):
        rounds, answers, ended, peak = run.rounds(1, 10), 0, 0, 0
        for number in range(rounds):
            with Group() as group, Victim(prefix=group.enter) as victim:
                served, is_ended = one(run, victim, crowd, number)
                answers, ended, peak = answers + served, ended + is_ended, max(peak, group.peak())
            run.progress(f"{crowd.__name__}: {number + 1} of {rounds}, {answers} answers, {ended} times ended by the kernel")
        if ended:
            raise Failure(f"{LIMIT >> 20} MB are too little for a {crowd.__name__} crowd of {CROWD}")
        figures.append(f"{rounds} {crowd.__name__} crowds, {answers} acknowledged answers, 0 lost, {peak >> 20} MB at most")
    return "; ".join(figures)


def one(run, victim, crowd, number):
    """How much was acknowledged, and whether the kernel ended the daemon, which comes again with everything then."""
    acknowledged = Acknowledged()
    victim.settings = SETTINGS
    victim.start()
    working = clients.start(victim, acknowledged, run.random, number)
    connections = [connection for place in range(CROWD) if (connection := crowd(victim, place)) is not None]
    time.sleep(2 if run.short else 20)
    pending = clients.join(working)
    for connection in connections:
        connection.close()
    is_ended = not victim.is_running
    if is_ended:
        if victim.ended() != -signal.SIGKILL:
            raise Failure(f"without memory it did not stop cleanly\n{victim.log_tail()}")
        victim.start()
    inspection.Inspection(acknowledged, run.random).look(victim, pending)
    victim.stop()
    database.check(victim.state)
    return sum(client.answered for client in working), is_ended


def connect(victim):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(1)
    try:
        client.connect(victim.path("spend"))
    except OSError:
        client.close()
        return None
    client.setblocking(False)
    return client


def silent(victim, place):
    """A connection that says nothing."""
    return connect(victim)


def hoarding(victim, place):
    """One that begins a message and does not end it, or asks for much and does not read it."""
    client = connect(victim)
    try:
        if client is not None:
            client.send(b'["' + b"x" * 60_000 if place % 4 else b'{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}\n' * 40)
    except OSError:
        pass
    return client


class Group:
    """A control group with little memory, where the kernel grants one."""

    def __enter__(self):
        is_old = os.path.exists(os.path.join(OLD, "memory.limit_in_bytes"))
        self.path = os.path.join(OLD if is_old else NEW, f"leashd-torture-{os.getpid()}")
        self.peak_name = "memory.max_usage_in_bytes" if is_old else "memory.peak"
        try:
            os.mkdir(self.path)
            limits = ["memory.limit_in_bytes"] if is_old else ["memory.max", "memory.swap.max"]
            for name, value in zip(limits, (LIMIT, 0)):
                with open(os.path.join(self.path, name), "w") as file:
                    file.write(str(value))
        except OSError as refusal:
            self.__exit__()
            raise Skipped(f"there is no control group to limit memory with: {refusal}") from None
        return self

    def __exit__(self, *_):
        for _ in range(50):
            try:
                return os.rmdir(self.path)
            except FileNotFoundError:
                return None
            except OSError:
                time.sleep(0.1)  # a process of it is still going

    @property
    def enter(self):
        return ["sh", "-c", f'echo $$ > "{self.path}/cgroup.procs" && exec "$@"', "sh"]

    def peak(self):
        try:
            with open(os.path.join(self.path, self.peak_name)) as file:
                return int(file.read())
        except OSError:
            return 0
