"""A long ledger: what a daemon wrote in some minutes, many times over, as if it had gone on like that for days.

Numbers and times are shifted from one repetition to the next and everything else is as the daemon wrote it: the chains of
authorizations and events, the tallies and the milestones. The index of keys is left empty: the daemon makes it when it first
opens the store."""

import os
import sqlite3

from . import leashd
from .processes import Failure

SESSIONS = 1000  # of a repetition
AUTHORIZATIONS = 100_000  # of a repetition
SPAN_SEC = 10 * 24 * 3600  # that the repetitions are spread over
CACHE_KIB = 2 << 20

# What differs from one repetition to the next, by table and column; the rest is copied.
SHIFTS = {
    "session": {
        "number": "number + :sessions", "id": "randomblob(16)", "expiry_sec": "expiry_sec + :seconds",
        "created_sec": "created_sec + :seconds", "ended_sec": "ended_sec + :seconds",
        "seal": "NULL"},  # it is of the numbers, too; a row without one is taken as it is
    "balance": {
        "slot": "slot + 256 * :sessions", "last_authorization": "last_authorization + :events",
        "last_event": "last_event + :events", "seal": "NULL", "tally_seal": "NULL"},
    "authorization": {
        "number": "number + :events", "nonce": "random()", "session": "session + :sessions",
        "previous": "previous + :events", "reserved_sec": "reserved_sec + :seconds",
        "reserved_until_sec": "reserved_until_sec + :seconds", "settled_sec": "settled_sec + :seconds",
        "time_ms": "time_ms + 1000 * :seconds", "previous_event": "previous_event + :events",
        "seal": "NULL"},
    "event": {
        "sequence": "sequence + :events", "time_ms": "time_ms + 1000 * :seconds", "session": "session + :sessions",
        "authorization": "authorization + :events", "previous": "previous + :events"},
    "event_milestone": {"session": "session + :sessions", "sequence": "sequence + :events"},
}


def write_original(stack, program, authorizations):
    """Has a daemon write what is repeated: half of the authorizations settled at once, half of them later and for less gas
    than was reserved, and all sessions revoked. Returns the store's path."""
    daemon = leashd.Leashd(stack, program, SESSIONS, log="original.log")
    for settle in (True, False):
        daemon.authorize(connections=64, requests=authorizations // 2, seconds=200, settle=settle)
    control = daemon.control()
    control.ask_all("session_settle", [
        {"authorizationId": authorization, "outcome": "success", "actualGasUsed": "0x15f90"}
        for authorization in _reserved(control)])
    control.ask_all("session_revoke", [
        {"sessionId": line.split()[0], "reason": "the task is done"} for line in daemon.ids.read_text().splitlines()])
    daemon.stop()
    return daemon.state / "leash.db"


def _reserved(control):
    """The authorizations that wait for their settlement, of all events."""
    after = 0
    while events := control.ask("session_events", after=after, limit=1000)["events"]:
        yield from (event["data"]["authorizationId"] for event in events if event["type"] == "authorization_reserved")
        after = events[-1]["seq"]


class Repetitions:
    """A store that is empty but for its schema, and the original that fills it."""

    def __init__(self, store, original, count):
        self.count = count
        self.database = sqlite3.connect(store, isolation_level=None)
        # A store that is cut off here is made anew: nothing in it has to last before it is whole.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", f"cache_size = -{CACHE_KIB}"):
            self.database.execute(f"PRAGMA {pragma}")
        self.database.execute("ATTACH ? AS original", [str(original)])
        self.sizes = {
            "sessions": self._number("SELECT max(number) FROM original.session"),
            "events": max(self._number("SELECT max(sequence) FROM original.event"),
                          self._number("SELECT max(number) FROM original.authorization"))}

    def write(self, index):
        """The repetition with that number; the last one has the times of the original."""
        shifts = {what: size * index for what, size in self.sizes.items()}
        shifts["seconds"] = -(self.count - 1 - index) * SPAN_SEC // self.count
        self.database.execute("BEGIN")
        for table, shifted in SHIFTS.items():
            columns = [row[1] for row in self.database.execute(f"PRAGMA main.table_info({table})")]
            values = ", ".join(shifted.get(column, column) for column in columns)
            used = {name: value for name, value in shifts.items() if f":{name}" in values}
            self.database.execute(f"INSERT INTO main.{table} SELECT {values} FROM original.{table}", used)
        self.database.execute("COMMIT")

    def close(self):
        """Leaves the store as the daemon does."""
        self.database.execute(
            "UPDATE balance_progress SET through = ?, seal = NULL", [self.sizes["events"] * self.count])
        self.database.execute("DETACH original")
        self.database.execute("PRAGMA locking_mode = NORMAL")
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.close()
        os.sync()

    def _number(self, query):
        return self.database.execute(query).fetchone()[0]


def verify(store):
    """Has SQLite look at all of it."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    found = database.execute("PRAGMA integrity_check").fetchall()
    dangling = database.execute("PRAGMA foreign_key_check").fetchall()
    database.close()
    if found != [("ok",)] or dangling:
        raise Failure(f"{store} is not what a daemon would have written: {found[:3]} {dangling[:3]}")


def count_rows(store):
    """How many rows the large tables were given, as far as none was removed."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    last, sessions, separate, newest = (database.execute(f"SELECT {figure}").fetchone()[0] for figure in (
        "max(sequence) FROM event", "max(number) FROM session", "count(*) FROM event", "max(number) FROM authorization"))
    database.close()
    # An authorization's own row is its first event.
    return {"sessions": sessions, "authorizations": max(last, newest) - separate, "events": max(last, newest)}
