"""Whether a daemon finds its way in a ledger that was made for it: some sessions of it, and what they have to hold."""

import sqlite3

from .processes import Failure

CALL = {"to": "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913", "data": "0x"}  # not what any key was used for


def take(store, count):
    """Sessions from all over the ledger, each with how many authorizations and events it has, and one of its keys. Those with
    open reservations are left out: they get events by themselves."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    first, last = _whole(database), database.execute("SELECT max(number) FROM session").fetchone()[0]
    samples = []
    for number in range(first, last + 1, max(1, (last - first) // count)):
        found = database.execute(
            "SELECT id, events, last_authorization FROM session JOIN balance ON slot = 256 * number "
            "WHERE number = ? AND open_reservations = 0", [number]).fetchone()
        if found is None:
            continue
        session, events, newest = found
        authorizations, key, following = 0, None, newest
        while following is not None:
            authorizations += 1
            key, following = database.execute(
                "SELECT key_name, previous FROM authorization WHERE number = ?", [following]).fetchone()
        samples.append({"session": "0x" + session.hex(), "events": events, "authorizations": authorizations, "key": key})
    database.close()
    return samples


def _whole(database):
    """The number of the first session of which nothing has been removed."""
    first = database.execute("SELECT first FROM event_bounds").fetchone()[0]
    if first == 1:
        return 1
    time_ms = database.execute(
        "SELECT time_ms FROM event WHERE sequence = :first UNION ALL SELECT time_ms FROM authorization WHERE number = :first",
        {"first": first}).fetchone()[0]
    return database.execute("SELECT min(number) FROM session WHERE created_sec * 1000 > ?", [time_ms]).fetchone()[0]


def look(control, samples):
    """Asks for all of it: by the chains, by the milestones, and by the oldest key of each."""
    for sample in samples:
        session, key = sample["session"], sample["key"]
        found = {
            "authorizations": len(control.ask("session_authorizations", sessionId=session, limit=1000)["authorizations"]),
            "events": len(control.ask("session_events", sessionId=session, limit=1000)["events"])}
        if any(count != sample[what] for what, count in found.items()):
            raise Failure(f"the daemon finds {found} of {sample}")
        if key is not None and "idempotency_conflict" not in _refusal(control, session, key):
            raise Failure(f"the daemon does not know the key of {sample}")


def _refusal(control, session, key):
    try:
        control.ask("session_authorize", sessionId=session, calls=[CALL], idempotencyKey=key)
    except Failure as failure:
        return str(failure)
    return "none"
