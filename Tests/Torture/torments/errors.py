"""The n-th write, sync, truncation, opening, removal or reading fails, once or for good; for each n."""

import contextlib
import errno
import hashlib
import itertools
import os
import signal
import sqlite3
import time

from daemon import Gone
from harness import database, faults, inspection, wire
from harness.acknowledged import Acknowledged
from harness.torment import Failure, eventually
from harness.victim import Victim

KINDS = [
    ("write", errno.EIO), ("write", errno.ENOSPC), ("write", errno.EDQUOT), ("write", -1), ("sync", errno.EIO),
    ("sync", errno.ENOSPC), ("truncate", errno.EIO), ("open", errno.EIO), ("open", errno.EMFILE), ("unlink", errno.EIO),
    ("read", errno.EIO)]
FIRST_SCHEMA = faults.ROOT / "Tests" / "LedgerTests" / "Data" / "first-schema.sql"
DOOMED, DOOMED_SESSIONS = "0x" + "d0" * 20, 150  # an account that is revoked while little of it is in memory
EXPIRING, TOGETHER = 18, 16  # sessions: so many are created, and so many are enough to be ended together


def run(run):
    counts = {"failures": 0, "refused": 0, "stopped": 0, "not started": 0, "backups": 0, "no backup": 0}
    with Victim() as prepared, Victim() as older:
        prepare(prepared)
        age(older, prepared)
        for (operation, error), lasting, state in itertools.product(KINDS, (0, 1), (prepared.state, older.state, None)):
            # A sample of the migration is enough for a short run.
            if not (run.short and state == older.state and lasting):
                sweep(run, counts, prepared, state, operation=operation, error=error, lasting=lasting)
    return ", ".join(f"{count} {name}" for name, count in counts.items()) + "; every store opened again, 0 lost"


def prepare(victim):
    """A store with something of everything, whose daemon was killed, and sessions that have expired since."""
    victim.acknowledged = Acknowledged()
    victim.start()
    line = wire.Line(victim.path("control"))
    victim.expiring = 0
    for lead in (2, 4, 8, 16, 32):  # the longer ones for a slow machine
        expiry = int(time.time()) + lead
        creations = [wire.creation(f"expires {number}", 9, 9, expiry) for number in range(EXPIRING)]
        granted = sum(ask(line, victim.acknowledged, "wallet_createSession", creation) is not None for creation in creations)
        victim.expiring += granted
        if granted >= TOGETHER:
            break
    else:
        raise Failure(f"it took so long that of {EXPIRING} sessions that expire only {granted} were granted")
    for number in range(DOOMED_SESSIONS):
        creation = wire.creation(f"doomed {number}", 9, 9) | {"account": DOOMED}
        session = ask(line, victim.acknowledged, "wallet_createSession", creation)
        question = wire.authorization(session["sessionId"], f"doomed {number}", 1, 1, settle=True)
        ask(line, victim.acknowledged, "session_authorize", question)
    scenario(line, victim.acknowledged, "before")
    line.close()
    victim.kill()
    time.sleep(max(0, expiry + 1 - time.time()))


def age(victim, prepared):
    """The same store as the first released schema had it: opening it is a migration."""
    victim.copy_store_from(prepared.state)
    if not eventually(lambda: expired(victim) == prepared.expiring):
        raise Failure(f"of {prepared.expiring} sessions, the rows of {expired(victim)} say that they have expired")
    with contextlib.closing(sqlite3.connect(victim.store())) as store:
        store.executescript(FIRST_SCHEMA.read_text())


def expired(victim):
    """Of how many sessions their own rows say so, once the daemon had a while to write it there."""
    victim.start()
    time.sleep(0.5)
    victim.stop()
    with contextlib.closing(sqlite3.connect(victim.store())) as store:
        return store.execute("SELECT count(*) FROM session WHERE status = 'expired'").fetchone()[0]


def ask(line, acknowledged, method, question):
    acknowledged.pending = [(method, question)]
    result = acknowledged.take(method, question, line.ask(method, question))
    acknowledged.pending = []
    return result


def scenario(line, acknowledged, name):
    """Grants, debits, settles, ends."""
    for number in range(2):
        session = ask(line, acknowledged, "wallet_createSession", wire.creation(f"{name}-{number}", 100, 100))
        if session is None:
            continue
        for count in range(3):
            question = wire.authorization(session["sessionId"], f"{name}-{number}-{count}", 5, 7, settle=count == 0)
            debit = ask(line, acknowledged, "session_authorize", question)
            if count == 1 and debit is not None:
                outcome = {"authorizationId": debit["authorizationId"], "outcome": ["success", "dropped"][number]}
                ask(line, acknowledged, "session_settle", outcome)
        if number == 1:
            ask(line, acknowledged, "session_revoke", {"sessionId": session["sessionId"]})
    line.result("daemon_status")


def back_up(line, victim, counts):
    """A backup is whole, or there is none."""
    made = line.request("daemon_backup", {})
    if "error" in made:
        if made["error"]["code"] != -32002:
            raise Failure(f"daemon_backup was answered {made}")
        counts["no backup"] += 1
        return
    octets, part = b"", None
    while part != b"":
        answer = line.request("daemon_readBackup", {"offset": len(octets)})
        if "error" in answer:
            counts["no backup"] += 1
            return
        part = bytes.fromhex(answer["result"]["data"][2:])
        octets += part
    if hashlib.sha256(octets).hexdigest() != made["result"]["sha256"][2:]:
        raise Failure("a backup is not what it is said to be")
    copy = os.path.join(victim.directory, "backup")
    os.mkdir(copy)
    with open(os.path.join(copy, "leash.db"), "wb") as file:
        file.write(octets)
    database.check(copy)
    counts["backups"] += 1


def sweep(run, counts, prepared, state, **settings):
    number = 0
    while True:
        number += run.random.randrange(1, 16) if run.short else 1
        try:
            hit = one(run, counts, prepared, state, number=number, **settings)
        except Exception as failure:
            raise Failure(f"{settings} number {number} on {'a store' if state else 'nothing'}: {failure}") from failure
        if not hit:
            return
        counts["failures"] += 1
        run.progress(f"{settings['operation']} number {number}; {counts['failures']} failures")


def one(run, counts, prepared, state, **settings):
    with Victim() as victim:
        acknowledged = Acknowledged()
        if state is not None:
            victim.copy_store_from(state)
            acknowledged.learn_from(prepared.acknowledged)
        report = os.path.join(victim.directory, "report")
        victim.environment = faults.preload(store=victim.state, report=report, **settings)
        victim.spawn()
        status = victim.ready_or_status()
        if status is None:
            status = work(victim, acknowledged, counts)
            counts["stopped"] += status == 74
        else:
            counts["not started"] += 1
        # 73: the state directory itself cannot be opened. A disk that fails is never told as damage.
        expected = {0, 74} | ({73} if settings["operation"] == "open" else set())
        if status not in expected or (status != 0 and " error " not in victim.log_tail()):
            raise Failure(f"it ended with {status}\n{victim.log_tail()}")
        counts["refused"] += acknowledged.refused
        pending, victim.environment = acknowledged.pending, {}
        victim.start()
        inspection.Inspection(acknowledged, run.random).look(victim, pending)
        victim.stop()
        database.check(victim.state)
        return os.path.exists(report)


def work(victim, acknowledged, counts):
    try:
        line = wire.Line(victim.path("control"))
        ask(line, acknowledged, "session_revoke", {"account": DOOMED})
        scenario(line, acknowledged, "now")
        back_up(line, victim, counts)
        line.close()
    except Gone as gone:
        status = victim.ended()
        if status == 0:
            raise Failure(f"it ended well, and took a connection with it: {gone}") from gone
        return status
    if victim.process.poll() is None:
        victim.process.send_signal(signal.SIGTERM)
    return victim.ended()
