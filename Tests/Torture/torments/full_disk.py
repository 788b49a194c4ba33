"""A small disk fills up: debits are refused with words, reads go on, and space that returns is enough."""

import os
import subprocess

from harness import inspection, wire
from harness.acknowledged import Acknowledged
from harness.torment import Failure, Skipped
from harness.victim import Victim

def run(run):
    if os.geteuid() != 0:
        raise Skipped("only root can mount a small disk")
    found = []
    rounds = run.rounds(2, 20)
    for number in range(rounds):
        with Victim() as victim:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs", victim.state], check=True)
            try:
                found.append(fill(run, victim))
            finally:
                if victim.process is not None:
                    victim.kill()
                subprocess.run(["umount", victim.state], check=True)
        run.progress(f"{number + 1} of {rounds} disks")
    return (f"{rounds} full disks: {sum(refused for refused, _ in found)} requests refused, 0 lost; reads answered while "
            f"it was full, {sum(unrevoked for _, unrevoked in found)} of {6 * rounds} revocations refused; "
            "debits again once there was space")

def fill(run, victim):
    victim.start()
    acknowledged = Acknowledged()
    ballast = os.path.join(victim.state, "ballast")
    line = wire.Line(victim.path("control"))
    sessions = [
        line.result("wallet_createSession", creation)
        for creation in (wire.creation(f"full-{number}", 10**9, 10**9) for number in range(12))]
    for number, session in enumerate(sessions):
        acknowledged.take("wallet_createSession", wire.creation(f"full-{number}", 10**9, 10**9), {"result": session})
    fill_up(ballast)
    refuse(line, acknowledged, sessions)
    if not any(" error " in text and "disk is full" in text for text in victim.log_tail().splitlines()):
        raise Failure(f"a full disk is refused without a record of it\n{victim.log_tail()}")
    unrevoked = stay_useful(run, line, acknowledged, sessions)
    os.unlink(ballast)
    for number in range(50):
        question = wire.authorization(sessions[-1]["sessionId"], f"again-{number}", 1)
        if acknowledged.take("session_authorize", question, line.ask("session_authorize", question)) is None:
            raise Failure(f"there is space again, and a debit is refused still\n{victim.log_tail()}")
    if line.result("daemon_status")["store"]["failing"]:
        raise Failure("there is space again, and the store still counts as failing")
    line.close()
    inspection.Inspection(acknowledged, run.random).look(victim)
    victim.kill()
    inspection.check_database(victim.copy_store(os.path.join(victim.directory, "copy")))
    victim.start()
    inspection.Inspection(acknowledged, run.random).look(victim)
    victim.stop()
    return acknowledged.refused, unrevoked

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


def refuse(line, acknowledged, sessions):
    """Debits until the disk is full, and then some."""
    for number in range(20_000):
        question = wire.authorization(sessions[number % len(sessions)]["sessionId"], f"fill-{number}", 1, 1)
        acknowledged.take("session_authorize", question, line.ask("session_authorize", question))
        if acknowledged.refused >= 20:
            return number
    raise Failure("the disk never filled up")

def stay_useful(run, line, acknowledged, sessions):
    for session in sessions:
        line.result("session_get", {"sessionId": session["sessionId"]})
    line.result("session_events", {"after": 0})
    refused = 0
    for session in run.random.sample(sessions[:-1], 6):
        question = {"sessionId": session["sessionId"], "reason": "the disk is full"}
        answer = line.ask("session_revoke", question)
        if acknowledged.take("session_revoke", question, answer) is None:
            refused += 1
    return refused
