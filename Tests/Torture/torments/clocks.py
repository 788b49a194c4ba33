"""The wall clock is set by a second, an hour and a year, both ways, while it runs and across a restart."""

import os
import time

from harness import faults, wire
from harness.torment import Failure
from harness.victim import Victim

SECOND, HOUR, YEAR = 1_000, 3_600_000, 31_536_000_000
LONGEST_STEP = HOUR


def run(run):
    steps = [sign * size for size in (SECOND, HOUR - 60 * SECOND, HOUR + 60 * SECOND, YEAR) for sign in (1, -1)]
    for step in steps:
        for restarts in (False, True):
            try:
                one(run, step, restarts)
            except Failure as failure:
                raise Failure(f"a step of {step} ms, restart {restarts}: {failure}") from failure
            run.progress(f"a step of {step} ms, restart {restarts}")
    return f"{len(steps)} steps, each while it ran and across a restart; no ended session came back"


def one(run, step, restarts):
    with Victim() as victim:
        clock = os.path.join(victim.directory, "clock")
        victim.environment = faults.preload(clock=clock)
        set_clock(clock, 0)
        victim.start()
        line = wire.Line(victim.path("control"))
        now = int(time.time())
        ended = session(line, "ends", now + 2)
        soon = session(line, "soon", now + 1_800)
        lasts = session(line, "lasts", 0)
        while status(line, ended) == "active":
            time.sleep(0.1)
        set_clock(clock, step)
        if restarts:
            line.close()
            victim.kill()
            victim.start()
            line = wire.Line(victim.path("control"))
        is_believed = step <= LONGEST_STEP
        look(line, victim, is_believed, step, ended, soon, lasts)
        if not is_believed:
            line.result("daemon_confirmClock")
            if not line.result("daemon_status")["clock"]["certain"]:
                raise Failure("a confirmed clock is not believed")
            expect(line, soon, "expired", "session_expired")
            expect(line, lasts, "active", None)
        set_clock(clock, 0)
        expect(line, ended, "expired", "session_expired")
        if step > 1_800_000:
            expect(line, soon, "expired", "session_expired")
        line.close()
        victim.stop()


def set_clock(path, milliseconds):
    with open(path + ".new", "w") as file:
        file.write(str(milliseconds))
    os.rename(path + ".new", path)


def session(line, name, expiry):
    return line.result("wallet_createSession", wire.creation(name, 1_000, 1_000, expiry))["sessionId"]


def status(line, identifier):
    return line.result("session_get", {"sessionId": identifier})["status"]


def look(line, victim, is_believed, step, ended, soon, lasts):
    said = line.result("daemon_status")["clock"]
    if said["certain"] != is_believed:
        raise Failure(f"the clock was set, and the status says {said}")
    expect(line, ended, "expired", "session_expired")
    if not is_believed:
        if "confirm-clock" not in victim.log_tail():
            raise Failure(f"a step that nothing explains is not in the log\n{victim.log_tail()}")
        for identifier in (soon, lasts):
            expect(line, identifier, "active", "clock_uncertain")
    else:
        expect(line, soon, *(("expired", "session_expired") if step > 1_800_000 else ("active", None)))
        expect(line, lasts, "active", None)


def expect(line, identifier, state, code):
    """Until the state is there (it is ended in a turn of its own), what an authorization is answered."""
    for _ in range(100):
        error = line.ask("session_authorize", wire.authorization(identifier, f"key-{time.monotonic_ns()}", 1)).get("error")
        found = (status(line, identifier), error and error["data"]["code"])
        if found == (state, code):
            return
        if error is None and code is not None:
            break
        time.sleep(0.05)
    raise Failure(f"{identifier} is {found}, and not {(state, code)}")
