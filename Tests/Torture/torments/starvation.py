"""Too few descriptors, too many connections, clients that do not read or hardly write, a daemon that stands still."""

import os
import signal
import socket
import time

from harness import inspection, wire
from harness.acknowledged import Acknowledged
from harness.torment import Failure
from harness.victim import Victim


TORMENTS_A_PASS, DEBITS = 5, 20
# Between passes: what allocators and caches take in after they have seen everything once.
SLACK_KIB = 8 * 1024


def run(run):
    """Once, or for so many minutes (`--count`): an hour in the long run."""
    figures = [few_descriptors(run)]
    with Victim() as victim:
        victim.start()
        acknowledged = Acknowledged()
        line = wire.Line(victim.path("control"))
        question = wire.creation("starving", 10**9, 10**9)
        session = acknowledged.take("wallet_createSession", question, line.ask("wallet_createSession", question))
        before, resident, passes = descriptors(victim), [], 0
        until = time.monotonic() + 60 * run.rounds(0, 60)
        while not passes or time.monotonic() < until:
            served = torment_once(run, victim, line, acknowledged, session, passes)
            passes += 1
            after = settle(victim, before)
            if served != TORMENTS_A_PASS * DEBITS or after > before:
                raise Failure(f"pass {passes}: {served} were served; {before} descriptors before, and {after} after")
            resident.append(memory(victim, "VmRSS"))
            if resident[-1] > max(resident[:3]) + SLACK_KIB:
                raise Failure(f"it grows: {resident[:3]} KiB resident at first, and {resident[-1]} after {passes} passes")
        inspection.Inspection(acknowledged, run.random).look(victim)
        figures.append(
            f"{passes} passes, {TORMENTS_A_PASS * DEBITS * passes} debits of others, all served; {before} descriptors before and "
            f"{after} after; {resident[0]} KiB resident after the first, {resident[-1]} after the last, "
            f"{memory(victim, 'VmHWM')} at most")
        line.close()
        victim.stop()
    return "; ".join(figures)


def torment_once(run, victim, line, acknowledged, session, number):
    served = 0
    for torment in (hasty, idle, deaf, slow, still):
        torment(run, victim, line)
        for count in range(DEBITS):
            key = f"{torment.__name__}-{number}-{count}"
            question = wire.authorization(session["sessionId"], key, 1, 1, settle=True)
            answer = line.ask("session_authorize", question)
            served += acknowledged.take("session_authorize", question, answer) is not None
        run.progress(f"pass {number + 1}, {torment.__name__}: {served} served, {memory(victim, 'VmRSS')} KiB")
    return served


def descriptors(victim):
    return len(os.listdir(f"/proc/{victim.process.pid}/fd"))


def settle(victim, goal):
    """The number of descriptors, once it is what it was or after a good while."""
    for _ in range(200):
        if descriptors(victim) <= goal:
            break
        time.sleep(0.05)
    return descriptors(victim)


def memory(victim, what):
    """KiB: what is resident (VmRSS), or was at most (VmHWM)."""
    with open(f"/proc/{victim.process.pid}/status") as status:
        return next(int(text.split()[1]) for text in status if text.startswith(what + ":"))


def ticks(victim):
    with open(f"/proc/{victim.process.pid}/stat") as status:
        fields = status.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def connect(victim, name="spend"):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(20)
    until = time.monotonic() + 20
    while True:
        try:
            client.connect(victim.path(name))
            return client
        except BlockingIOError:
            # As many wait to be let in as the kernel allows: whoever has a timeout is told so at once.
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def few_descriptors(run):
    """With one more than it needs: it does not spin while that is taken, and takes the next one once it is free."""
    with Victim() as victim:
        victim.start()
        needed = descriptors(victim)
        victim.stop()
    with Victim(prefix=["prlimit", f"--nofile={needed + 1}"]) as victim:
        victim.start()
        clients = [connect(victim) for _ in range(120)]
        time.sleep(0.5)
        before = ticks(victim)
        time.sleep(2)
        spent = ticks(victim) - before
        # A daemon that spins uses all of the two seconds, on however busy a machine most of its share of them.
        if spent > 0.4 * os.sysconf("SC_CLK_TCK"):
            raise Failure(f"it spins without descriptors: {spent} ticks in two seconds")
        for client in clients:
            client.close()
        line = wire.Line(victim.path("control"))
        line.result("daemon_status")
        line.close()
        victim.stop()
    return f"120 connections at {needed + 1} descriptors: {spent} ticks of the processor in 2 s, then served"


def hasty(run, victim, line):
    """Connections that write and close at once."""
    for _ in range(1_000 if run.short else 10_000):
        with connect(victim) as client:
            client.sendall(b'{"jsonrpc":"2.0","id":1,"method":"rpc_modules","params":[]}\n')


def idle(run, victim, line):
    """2,000 connections that say nothing; what is beyond the limit is told so."""
    clients = [connect(victim) for _ in range(900)]
    clients += [connect(victim) for _ in range(1_100)]
    line.result("daemon_status")
    for client in clients:
        client.close()


def deaf(run, victim, line):
    """A client that asks and never reads."""
    client = connect(victim)
    client.setblocking(False)
    try:
        for _ in range(100_000):
            client.send(b'{"jsonrpc":"2.0","id":1,"method":"rpc.discover","params":[]}\n')
    except BlockingIOError:
        pass
    line.result("daemon_status")
    client.close()


def slow(run, victim, line):
    """A client whose question comes a byte at a time, while others are served."""
    client = connect(victim)
    for octet in b'{"jsonrpc":"2.0","id":1,"method":"rpc_modules","params":[]}':
        client.sendall(bytes([octet]))
        time.sleep(0.01 if run.short else 1)
        line.result("daemon_status")
    if b"wallet" not in client.recv(4096):
        raise Failure("a slow question got no answer")
    client.close()


def still(run, victim, line):
    """The process is stopped for five seconds and continued."""
    victim.process.send_signal(signal.SIGSTOP)
    time.sleep(1 if run.short else 5)
    victim.process.send_signal(signal.SIGCONT)
