"""What must be true of a store's file, whoever reads it."""

import os
import sqlite3

from .torment import Failure


def check(directory):
    """Looks at a copy of a store with nothing of leashd's."""
    path = os.path.join(directory, "leash.db")
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return
    connection = sqlite3.connect(path)
    try:
        for pragma in ("integrity_check", "foreign_key_check"):
            found = connection.execute(f"PRAGMA {pragma}").fetchall()
            if found not in ([("ok",)], []):
                raise Failure(f"{path}: {pragma}: {found[:5]}")
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'balance'").fetchone():
            return
        overspent = connection.execute("SELECT count(*) FROM balance WHERE debited > allowance").fetchone()[0]
        numbers = "SELECT sequence FROM event"
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'expiry_wave'").fetchone():
            # Of sessions that expired together, some events have rows of their own by now.
            numbers += " UNION SELECT number FROM told"
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'event_bounds'").fetchone():
            numbers += (" UNION ALL SELECT number FROM authorization, event_bounds"
                        " WHERE number > separate_through AND number >= first")
        first, last, count = connection.execute(
            "WITH RECURSIVE told (number, last) AS ("
            " SELECT first, first + length(expiries) / 32 - 1 FROM expiry_wave"
            " UNION ALL SELECT number + 1, last FROM told WHERE number < last) "
            f"SELECT min(sequence), max(sequence), count(*) FROM ({numbers})").fetchone()
        if overspent or count and last - first + 1 != count:
            raise Failure(f"{path}: {overspent} balances overspent, {count} events, the last of which is {last}")
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'balance_progress'").fetchone():
            check_balances(path, connection)
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'unused_session'").fetchone():
            check_uses(path, connection)
    finally:
        connection.close()


def check_balances(path, connection):
    """Each balance is the sum of its authorizations up to the last one that it has, and lacks none it must have."""
    through = connection.execute("SELECT through FROM balance_progress").fetchone()[0]
    is_whole = connection.execute("SELECT first = 1 FROM event_bounds").fetchone()[0]
    sums, last = {}, dict(connection.execute(
        "SELECT slot / 256, last_authorization FROM balance WHERE last_authorization IS NOT NULL"))
    for session, number, debits in connection.execute(
            "SELECT session, number, coalesce(settled_debits, debits) FROM authorization"):
        if number <= last.get(session, 0):
            for position, amount in amounts(debits):
                sums[256 * session + position] = sums.get(256 * session + position, 0) + amount
        elif number <= through:
            raise Failure(f"{path}: authorization {number} is in no balance, and all are said to be up to {through}")
    for slot, debited in connection.execute("SELECT slot, debited FROM balance WHERE debited IS NOT NULL"):
        # Where history was removed, so were authorizations that are counted.
        if is_whole and int.from_bytes(debited, "big") != sums.get(slot, 0):
            raise Failure(f"{path}: balance {slot} has {debited.hex()}, its authorizations {sums.get(slot, 0)}")


def check_uses(path, connection):
    """Each session has either balances or a row that says that it was never used."""
    wrong = connection.execute(
        "SELECT number FROM session WHERE EXISTS (SELECT 1 FROM balance WHERE slot = 256 * session.number)"
        " = EXISTS (SELECT 1 FROM unused_session WHERE number = session.number)").fetchone()
    if wrong:
        raise Failure(f"{path}: session {wrong[0]} has balances and was never used, or neither")


def amounts(debits):
    """Of debits as their row has them: the meter's position, and an amount after the number of its bytes."""
    while debits:
        end = 2 + debits[1]
        yield debits[0], int.from_bytes(debits[2:end], "big")
        debits = debits[end:]
