"""Old history goes while the daemon debits, is killed, and loses power in the middle of it: nothing else goes with it."""

import os

from harness import database, faults, inspection
from harness.torment import Failure
from harness.victim import Victim

from . import kill, power

HOUR = 3_600_000
CYCLES_A_STORE = 20
# A reservation that ran out would be settled by itself: none does, in the days that a store sees.
SETTINGS = "[Store]\nRetentionSec=1d\n\n[Sessions]\nReservationSec=30d\n"


def run(run):
    goal, cycles, removed, answers, stores = run.rounds(40, 1_000), 0, 0, 0, 0
    while cycles < goal:
        with Victim() as victim:
            store = (KilledStore, PoweredStore)[stores % 2](run, victim)
            stores += 1
            for _ in range(min(CYCLES_A_STORE, goal - cycles)):
                store.cycle([])
                cycles += 1
                run.progress(f"{cycles} of {goal} cycles, {removed + store.inspection.removed} events removed")
            victim.start()
            store.look()
            victim.stop()
            database.check(victim.state)
        removed, answers = removed + store.inspection.removed, answers + store.answered
    if removed == 0:
        raise Failure("nothing was removed")
    return (f"{cycles} kills and power losses, {answers} acknowledged answers, 0 lost; {removed} old events removed, none too "
            "early")


class Aging:
    """A store whose machine sleeps for hours while clients are at work."""

    def age_with(self, victim, environment):
        self.clock = os.path.join(victim.directory, "clock")
        self.inspection = Inspection(self.acknowledged, self.run.random)
        victim.settings = SETTINGS
        victim.environment = environment | faults.preload(clock=self.clock)
        self.slept = 0
        faults.set_clock(self.clock, 0)

    def work(self, seconds):
        super().work(seconds)
        self.slept += self.run.random.randrange(12 * HOUR)
        faults.set_clock(self.clock, self.slept, self.slept)


class KilledStore(Aging, kill.Store):
    def __init__(self, run, victim):
        super().__init__(run, victim)
        self.age_with(victim, {})


class PoweredStore(Aging, power.PoweredStore):
    def __init__(self, run, victim):
        super().__init__(run, victim)
        self.age_with(victim, victim.environment)


class Inspection(inspection.Inspection):
    """Events may be missing from the beginning on, where they were old enough, and nowhere else."""

    DAY = 24 * HOUR

    def __init__(self, acknowledged, random_numbers):
        super().__init__(acknowledged, random_numbers)
        self.removed = 0

    def _look_at_events(self, line):
        # They are read from one that is there, while old ones go.
        status = line.result("daemon_status")
        first = status["store"]["firstEvent"] or 1
        if first <= self.removed or first > len(self.events) + 1:
            raise Failure(f"events are kept from {first} on; {self.removed} were gone, {len(self.events)} were seen")
        self.removed = first - 1
        self._take_new_events(line)
        if self.removed and self.events[self.removed - 1]["timeMs"] > status["clock"]["nowMs"] - self.DAY:
            raise Failure(f"event {self.removed} was removed before it was a day old")
        self._compare_events()
