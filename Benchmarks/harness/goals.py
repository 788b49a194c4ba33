"""What leashd shall reach against the others, as ratios within one run."""

from . import pairs, rounds


def judge(measured):
    """One entry a goal: what was asked for, what came out, whether that is enough."""
    by_key = {(entry["work"], entry["server"]): entry for entry in measured}

    def figure(work, server, name):
        return by_key[work, server][name]

    def times(work, rival, least):
        value = pairs.times(figure(work, "leashd", "rounds"), figure(work, rival, "rounds"))
        return entry(f"{work}: rate against {rival}", f">= {least} x", f"{value:.2f} x", value >= least)

    def part(work, server, whole, whole_server, least):
        value = pairs.times(figure(work, server, "rounds"), figure(whole, whole_server, "rounds"))
        return entry(f"{work} against {whole}", f">= {least} x", f"{value:.2f} x", value >= least)

    above = figure("1 connection", "leashd", "p50_us") - figure(rounds.DISK, "disk", "p50_us")
    slowest, redis_slowest = (figure("64 connections", server, "p99_us") for server in ("leashd", "Redis"))
    rarest = figure("64 connections", "leashd", "p999_us")
    return [
        times("64 connections", "Redis", 1.3),
        times("64 connections", "PostgreSQL", 2.5),
        times("64 connections, 16 in flight", "Redis", 1.3),
        times("64 connections, 64 at once", "Redis", 1.3),
        times("1 connection", "Redis", 1.0),
        entry("1 connection: median above a bare fdatasync", "<= 60 us", f"{above:.0f} us", above <= 60),
        entry("64 connections: p99 against Redis", f"<= {redis_slowest:,.0f} us", f"{slowest:,.0f} us",
              slowest <= redis_slowest),
        entry("64 connections: p99.9", "< 10,000 us", f"{rarest:,.0f} us", rarest < 10_000),
        part("one hot session", "leashd", "settled at once", "leashd", 0.9),
        *(part(f"check, {name}", "leashd", f"bare echo, {name}", "echo", 0.5) for name in rounds.CHECKS),
    ]


def entry(goal, asked, got, met):
    return {"goal": goal, "asked": asked, "got": got, "met": met}
