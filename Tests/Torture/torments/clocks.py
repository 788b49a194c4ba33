"""The wall clock is set by a second, an hour and a year, both ways, while it runs and across a restart; the machine sleeps for an
hour and for a year; and a second is repeated."""

import os
import time

from daemon import BOUND
from harness import faults, wire
from harness.torment import Failure, eventually
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
    for length in (HOUR, YEAR):
        for restarts in (False, True):
            sleep(length, restarts)
    seconds = run.rounds(2, 10)
    denied = sum(denied_while_repeated() for _ in range(seconds))
    return (f"{len(steps)} steps, each while it ran and across a restart; no ended session came back; 4 sleeps, each believed; "
            f"{seconds} seconds repeated, {denied} times denied in them")


def one(run, step, restarts):
    with Victim() as victim:
        clock, line = start(victim)
        ended, _ = ending(line)
        soon = session(line, "soon", int(time.time()) + 1_800)
        lasts = session(line, "lasts", 0)
        if not eventually(lambda: status(line, ended) != "active"):
            raise Failure("a session does not expire")
        faults.set_clock(clock, step)
        if restarts:
            line = victim.start_again(line)
        is_believed = step <= LONGEST_STEP
        look(line, victim, is_believed, step, ended, soon, lasts)
        if not is_believed:
            line.result("daemon_confirmClock")
            if not line.result("daemon_status")["clock"]["certain"]:
                raise Failure("a confirmed clock is not believed")
            expect(line, soon, "expired", "session_expired")
            expect(line, lasts, "active", None)
        faults.set_clock(clock, 0)
        expect(line, ended, "expired", "session_expired")
        if step > 1_800_000:
            expect(line, soon, "expired", "session_expired")
        line.close()
        victim.stop()


def sleep(length, restarts):
    """A machine that sleeps: both clocks move on and the supervisor's does not, which is no step to be doubted."""
    with Victim() as victim:
        clock, line = start(victim)
        sessions = [session(line, "soon", int(time.time()) + 1_800), session(line, "lasts", 0)]
        reserved = line.result("session_authorize", wire.authorization(sessions[1], "before", 1))
        faults.set_clock(clock, length, length)
        if restarts:
            line = victim.start_again(line)
        said = line.result("daemon_status")["clock"]
        if not said["certain"]:
            raise Failure(f"the machine slept for {length} ms, and the status says {said}")
        expect(line, sessions[0], "expired", "session_expired")
        expect(line, sessions[1], "active", None)
        settled = line.ask("session_settle", {"authorizationId": reserved["authorizationId"], "outcome": "dropped"})
        if "error" not in settled:
            raise Failure(f"a reservation that ran out while the machine slept was given back: {settled}")
        line.close()
        victim.stop()


def denied_while_repeated():
    """How often a repeated second denied; one that was over before anything was asked does not count."""
    while not (denied := repeated_second()):
        pass
    return denied


def repeated_second():
    """A leap second, as Linux has it: a second comes twice. What ended in the first stays ended in the other."""
    with Victim() as victim:
        clock, line = start(victim)
        (ends, expiry), lasts, denied = ending(line), session(line, "lasts", 0), 0
        time.sleep(max(0, expiry + 0.05 - time.time()))
        expect(line, ends, "expired", "session_expired")
        faults.set_clock(clock, -SECOND)
        while time.time() < expiry + 1:
            expect(line, ends, "expired", "session_expired")
            expect(line, lasts, "active", None)
            denied += 1
            time.sleep(0.005)  # its allowance has to last for the second
        times = [event["timeMs"] for event in line.result("session_events", {"after": 0})["events"]]
        if times != sorted(times):
            raise Failure(f"the events go back in time: {times}")
        line.close()
        victim.stop()
    return denied


def start(victim):
    """Starts it by a clock that can be set; the clock, and a connection."""
    clock = os.path.join(victim.directory, "clock")
    victim.environment = faults.preload(clock=clock)
    faults.set_clock(clock, 0)
    victim.start()
    return clock, wire.Line(victim.path("control"))


def ending(line):
    """A session that ends soon, and when; on a slow machine later, so that it is granted at all."""
    for lead in (2, 4, 8, 16):
        expiry = int(time.time()) + lead
        answer = line.ask("wallet_createSession", wire.creation("ends", 1_000, 1_000, expiry))
        if "result" in answer:
            return answer["result"]["sessionId"], expiry
    raise Failure(f"a session that ends after {lead} s is not granted: {answer}")


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
    deadline = time.monotonic() + BOUND
    while True:
        error = line.ask("session_authorize", wire.authorization(identifier, f"key-{time.monotonic_ns()}", 1)).get("error")
        found = (status(line, identifier), error and error["data"]["code"])
        if found == (state, code):
            return
        is_granted_wrongly = error is None and code is not None
        if is_granted_wrongly or time.monotonic() > deadline:
            raise Failure(f"{identifier} is {found}, and not {(state, code)}")
        time.sleep(0.05)
