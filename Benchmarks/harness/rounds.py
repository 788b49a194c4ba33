"""The same loads on every server in turn, A B C A B C, and medians over the rounds: what drifts, drifts for all."""

import os
import statistics

from . import echo, load

MEDIANS = ("rate", "p50_us", "p90_us", "p99_us", "p999_us", "max_us")
DISK = "bare fdatasync"

# One row of the table each: what is asked of leashd, and of the others in their own way. None: they have no such thing.
SHAPES = {
    "1 connection": (dict(connections=1), dict(connections=1)),
    "64 connections": (dict(connections=64), dict(connections=64)),
    "64 connections, 16 in flight": (dict(connections=64, in_flight=16), dict(connections=64, in_flight=16)),
    "64 connections, 64 at once": (dict(connections=64, batch=64), dict(connections=64, in_flight=64)),
}

# Only leashd is asked these: they are held against each other.
OWN = {
    "settled at once": dict(connections=64, settle=True),
    "one hot session": dict(connections=64, settle=True, hot=True),
}

# What writes nothing, beside an echo of as many bytes: many connections show what a request costs, one how long it takes.
CHECKS = {
    "64 connections": dict(connections=64),
    "1 connection": dict(connections=1),
}


def measure(stack, daemon, rivals, seconds, rounds):
    """All rounds; returns for each piece of work and each server the median of every figure."""
    seen = {}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", flush=True)
        for work, server, result in one_round(stack, daemon, rivals, seconds):
            print(f"  {server}, {work}: {result['rate']:,.0f}/s", flush=True)
            seen.setdefault((work, server), []).append(result)
    return [{"work": work, "server": server, "rounds": results} | medians(results)
            for (work, server), results in seen.items()]


def one_round(stack, daemon, rivals, seconds):
    for work, (own, other) in SHAPES.items():
        if work == "1 connection":
            # The disk of a cloud machine changes its mind within seconds: ask it right beside the work it is held against.
            yield DISK, "disk", load.fdatasync(daemon.state, seconds / 2, overwrite=True)
        for server in (daemon, *rivals):
            os.sync()  # what the one before left to be written is not this one's
            shape = own if server is daemon else other
            yield work, server.name, server.authorize(seconds=seconds, **shape)
            server.settle_down()
    for work, shape in OWN.items():
        yield work, daemon.name, daemon.authorize(seconds=seconds, **shape)
    for name, shape in CHECKS.items():
        check = daemon.check(seconds=seconds, **shape)
        yield f"check, {name}", daemon.name, check
        yield f"bare echo, {name}", "echo", echo.run(
            stack, check["request_bytes"], check["answer_bytes"], seconds=seconds, **shape)


def medians(results):
    return {figure: statistics.median(result[figure] for result in results) for figure in MEDIANS}
