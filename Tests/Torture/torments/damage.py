"""Pages and headers of database and log flipped or cut: refused with a sentence and left as they are, or harmless."""

import hashlib
import os
import sqlite3

from daemon import DaemonError, Gone
from harness import wire
from harness.acknowledged import Acknowledged
from harness.torment import Failure
from harness.victim import Victim

from .errors import scenario

# The last one is a weakness that is known, of damage within the database; docs/reliability.md tells of it.
OUTCOMES = ("refused at the start", "refused while it ran", "harmless", "stopped with words", "with debits gone")
PAGE, FRAME, LOG_HEADER = 4096, 4096 + 24, 32


def run(run):
    counts = dict.fromkeys(OUTCOMES, 0)
    with Victim() as kept, Victim() as checkpointed:
        for victim, is_stopped in ((kept, False), (checkpointed, True)):
            victim.acknowledged = Acknowledged()
            victim.start()
            line = wire.Line(victim.path("control"))
            for number in range(12):
                scenario(line, victim.acknowledged, f"before-{number}")
            line.close()
            victim.stop() if is_stopped else victim.kill()
        for victim, suffix, start, unit in ((checkpointed, "", 0, PAGE), (kept, "-wal", LOG_HEADER, FRAME)):
            size = written(victim.store(suffix))
            units = [(0, LOG_HEADER if suffix else 100)] + [
                (place, min(unit, size - place)) for place in range(start, size, unit)]
            if run.short:
                units = units[:1] + run.random.sample(units, min(len(units), 40))
            for place, length in units:
                # Frames of the log have checksums; pages of the database have none, and are hit in more places.
                for kind in ("flip", "zero", "cut") * (1 if suffix or run.short else 8):
                    one(run, counts, victim, suffix, place, length, kind)
            for place in allowances(victim.store(suffix)):
                one(run, counts, victim, suffix, place, 31, "flip")
                run.progress(f"leash.db{suffix} at {place}: {counts}")
    return ", ".join(f"{count} {name}" for name, count in counts.items()) + "; no death by signal"


def written(path):
    """How long the file is without the zeros at its end: behind a log it has room."""
    with open(path, "rb") as file:
        return len(file.read().rstrip(b"\0"))


def allowances(path):
    """Where amounts of 100 stand, the allowances of the scenario: their upper 31 bytes."""
    with open(path, "rb") as file:
        octets = file.read()
    amount, places, place = bytes(31) + b"\x64", [], -1
    while (place := octets.find(amount, place + 1)) >= 0:
        places.append(place)
    return places[:60]


def one(run, counts, prepared, suffix, place, length, kind):
    with Victim() as victim:
        victim.copy_store_from(prepared.state)
        spot = place + run.random.randrange(length)
        harm(victim.store(suffix), kind, spot, run.random)
        before = digests(victim)
        victim.spawn()
        status = victim.ready_or_status()
        if status is not None:
            judge(victim, status)
            # Of a database that was cut off whole there is nothing to leave as it is.
            if before and digests(victim) != before:
                raise Failure(f"{kind} at {spot} of leash.db{suffix}: it was refused, and changed")
            counts["refused at the start"] += 1
            return
        try:
            found, gone = look(victim, prepared.acknowledged)
            if gone and suffix:
                raise Failure(f"{kind} at {spot} of leash.db{suffix}: debits are gone, and nobody said so: {gone}")
            if gone:
                run.tell(f"{kind} at {spot} of leash.db, {owner(prepared.store(), spot)}, takes debits away: {gone}")
        except Gone:
            judge(victim, victim.ended())
            counts["stopped with words"] += 1
            return
        except (DaemonError, OSError, ValueError) as failure:
            words = f"{kind} at {spot} of leash.db{suffix} makes an answer that is none: {failure}"[:700]
            raise Failure(words) from failure
        counts[found] += 1


def harm(path, kind, spot, random):
    with open(path, "r+b") as file:
        if kind == "cut":
            file.truncate(spot)
            return
        file.seek(spot)
        old = file.read(1 if kind == "flip" else 64)
        file.seek(spot)
        file.write(bytes([old[0] ^ 1 << random.randrange(8)]) if kind == "flip" else bytes(len(old)))


def judge(victim, status):
    """An end has to be one that the protocol knows, and with a sentence."""
    if status < 0 or " error " not in victim.log_tail() or status not in (65, 74, 78):
        raise Failure(f"it ended with {status}\n{victim.log_tail()}")


def digests(victim):
    """Of the database and its log: a start that is refused leaves both."""
    found = []
    for path in (victim.store(), victim.store("-wal")):
        # An empty log says nothing: SQLite makes one by looking.
        if os.path.exists(path) and os.path.getsize(path) > 0:
            with open(path, "rb") as file:
                found.append(hashlib.sha256(file.read()).digest())
    return found


def look(victim, acknowledged):
    """Reads and debits everywhere; what came of it, and which debits are gone. Nothing may be granted beyond what was."""
    line = wire.Line(victim.path("control"))
    refused, gone = False, []
    expected = acknowledged.expected()
    try:
        for number, session in enumerate(acknowledged.sessions.values()):
            answer = line.ask("session_get", {"sessionId": session.id})
            refused |= "error" in answer
            for meter in answer.get("result", {"meters": []})["meters"]:
                if int(meter["allowance"], 16) > session.allowance[meter["type"]]:
                    raise Failure(f"{session.id} may spend more than it was granted: {meter}, {session.allowance}")
                found = [int(meter[name], 16) for name in ("spent", "reserved")]
                if sum(found) < sum(expected[session.id][meter["type"]]):
                    gone.append(f"{session.id} {meter['type']} {found} instead of {expected[session.id][meter['type']]}")
            debit = line.ask("session_authorize", wire.authorization(session.id, f"after-{number}", 1, 1))
            refused |= debit.get("error", {}).get("code") == -32002
            line.ask("session_authorizations", {"sessionId": session.id})
        refused |= "error" in line.ask("session_events", {"after": 0})
        listed = line.ask("session_list", {})
        refused |= "error" in listed or "damaged" in listed["result"]
    finally:
        line.close()
    return "with debits gone" if gone else "refused while it ran" if refused else "harmless", "; ".join(gone)


def owner(path, spot):
    """What stands on the page of a place in an undamaged database."""
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        pages = store.execute("SELECT name, pagetype FROM dbstat WHERE pageno = ?", [spot // PAGE + 1]).fetchone()
    finally:
        store.close()
    return f"{pages[1]} page of {pages[0]}" if pages else "a page of nothing"
