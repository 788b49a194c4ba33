"""When something arrived at a subscriber, by the clock of the wall."""

import time


def watch(client, mark, count, until):
    """The times at which lines with the mark in them arrived: so many, or as many as came until that time.

    Nothing is done with a line while others wait to be received, or the last ones would be as late as this is slow."""
    times, end = [], b""
    while len(times) < count and (left := until - time.time()) > 0:
        client.settimeout(left)
        try:
            received = client.recv(1 << 20)
        except TimeoutError:
            break
        at = time.time()
        if not received:
            break
        # A mark may have begun in what came before.
        seen = end + received
        times += [at] * seen.count(mark)
        end = seen[max(0, len(seen) - len(mark) + 1):]
    return times


def lateness(times, due_sec, count, patience):
    """Percentiles in milliseconds, and how many never came: those count as later than one had the patience to wait, and
    a percentile among them is only known to lie beyond."""
    late = sorted(1000 * (at - due_sec) for at in times[:count])
    missing = count - len(late)
    late += [1000 * patience] * missing
    figures = {name: late[min(count - 1, int(count * part))] for name, part in (
        ("first_ms", 0), ("p50_ms", 0.5), ("p99_ms", 0.99), ("max_ms", 1))}
    return figures | {"count": count, "missing": missing, "patience_ms": 1000 * patience}
