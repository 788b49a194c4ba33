"""A small disk fills up: debits are refused with words, reads and revocations go on, and space that returns is enough."""

import contextlib
import os
import subprocess

from harness import database, inspection, wire
from harness.acknowledged import Acknowledged
from harness.torment import Failure, Skipped
from harness.victim import Victim

# Twice what the reserve takes, so that the rest is soon full.
SIZE = "144m"
RESERVE = 72 << 20


def run(run):
    if os.geteuid() != 0:
        raise Skipped("only root can mount a small disk")
    refuse_to_start()
    found = []
    rounds = run.rounds(2, 20)
    # Each is revoked by a commit of its own; the long run takes the log through several checkpoints.
    doomed = 300 if run.short else 4000
    for number in range(rounds):
        with Victim() as victim:
            with disk(victim, SIZE):
                found.append(fill(run, victim, doomed))
        run.progress(f"{number + 1} of {rounds} disks")
    return (f"{rounds} full disks: {sum(found)} requests refused, 0 lost; while it was full reads were answered, "
            f"{doomed * rounds} of {doomed * rounds} sessions revoked, and it started; debits again once there was space")


@contextlib.contextmanager
def disk(victim, size):
    """Gives the daemon's state a disk of its own."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", victim.state], check=True)
    try:
        yield
    finally:
        if victim.process is not None:
            victim.kill()
        subprocess.run(["umount", victim.state], check=True)


def refuse_to_start():
    """A disk that a store does not even fit on is told as that, and not as damage."""
    for size in ("4k", "20k", "40k"):
        with Victim() as victim, disk(victim, size):
            victim.spawn()
            status = victim.ready_or_status()
            if status != 74 or not any(words in victim.log_tail() for words in ("disk is full", "No space left")):
                raise Failure(f"on a disk of {size} it ended with {status}\n{victim.log_tail()}")


def fill(run, victim, doomed):
    victim.start()
    acknowledged = Acknowledged()
    ballast = os.path.join(victim.state, "ballast")
    line = wire.Line(victim.path("control"))
    sessions = [grant(line, acknowledged, number) for number in range(6)]
    doomed = [grant(line, acknowledged, number) for number in range(6, 6 + doomed)]
    fill_up(ballast)
    refuse(line, acknowledged, sessions)
    if not any(" critical " in text and "disk is full" in text for text in victim.log_tail().splitlines()):
        raise Failure(f"a full disk is refused without a record of it\n{victim.log_tail()}")
    # What else fills the disk takes what a start gives up for itself.
    ballasts = [ballast] + [f"{ballast}-{number}" for number in range(3)]
    for more in ballasts[1:]:
        line = victim.start_again(line)
        fill_up(more)
    stay_useful(line, acknowledged, sessions, doomed)
    with open(victim.log, encoding="utf-8") as log:
        told = log.read()
        if not any(words in told for words in ("kept is given up", "MiB have to be free")):
            raise Failure(f"the reserve is not held, and nobody was told\n{victim.log_tail()}")
    refuse(line, acknowledged, sessions, 1)
    for path in ballasts:
        os.unlink(path)
    for number in range(50):
        question = wire.authorization(sessions[-1]["sessionId"], f"again-{number}", 1)
        if acknowledged.take("session_authorize", question, line.ask("session_authorize", question)) is None:
            raise Failure(f"there is space again, and a debit is refused still\n{victim.log_tail()}")
    if os.stat(os.path.join(victim.state, "reserve")).st_blocks * 512 < RESERVE:
        raise Failure("there is space again, and the reserve is not held")
    if line.result("daemon_status")["store"]["failing"]:
        raise Failure("there is space again, and the store still counts as failing")
    line.close()
    inspection.Inspection(acknowledged, run.random).look(victim)
    victim.kill()
    database.check(victim.copy_store(os.path.join(victim.directory, "copy")))
    victim.start()
    inspection.Inspection(acknowledged, run.random).look(victim)
    victim.stop()
    return acknowledged.refused


def grant(line, acknowledged, number):
    question = wire.creation(f"full-{number}", 10**9, 10**9)
    return acknowledged.take("wallet_createSession", question, {"result": line.result("wallet_createSession", question)})


def fill_up(path):
    """Takes all of the space that is left."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        while os.write(file, b"\0" * 4096):
            pass
    except OSError:
        pass
    finally:
        os.close(file)


def refuse(line, acknowledged, sessions, count=20):
    """Debits until the disk is full, and then some."""
    until = acknowledged.refused + count
    for number in range(20_000):
        question = wire.authorization(sessions[number % len(sessions)]["sessionId"], f"fill-{number}", 1, 1)
        acknowledged.take("session_authorize", question, line.ask("session_authorize", question))
        if acknowledged.refused >= until:
            return
    raise Failure("the disk never filled up")


def stay_useful(line, acknowledged, sessions, doomed):
    """Reads and revokes, and is refused nothing of it."""
    for session in sessions:
        line.result("session_get", {"sessionId": session["sessionId"]})
    line.result("session_events", {"after": 0})
    for session in doomed:
        question = {"sessionId": session["sessionId"], "reason": "the disk is full"}
        result = acknowledged.take("session_revoke", question, {"result": line.result("session_revoke", question)})
        if result["revoked"] != [session["sessionId"]]:
            raise Failure(f"a revocation on a full disk ended nothing: {session}")
    if not line.result("daemon_status")["store"]["failing"]:
        raise Failure("nothing but revocations is written, and the store does not count as failing")
