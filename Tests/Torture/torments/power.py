"""The power goes: what was not synced is gone, but for sectors that happened to arrive. Nothing acknowledged may be."""

import os
import shutil

from harness import faults
from harness.torment import Failure
from harness.victim import Victim

from .kill import Store

SECTOR = 512
CYCLES_A_STORE = 50


def run(run):
    goal, cycles, answers, sectors = run.rounds(40, 1_000), 0, 0, 0
    while cycles < goal:
        part = min(CYCLES_A_STORE, goal - cycles)
        with Victim() as victim:
            store = PoweredStore(run, victim)
            for _ in range(part):
                store.cycle([])
                cycles += 1
                run.progress(f"{cycles} of {goal} power losses, {answers + store.answered} answers")
            victim.start()
            store.look()
        answers, sectors = answers + store.answered, sectors + store.sectors
    return (f"{cycles} power losses, {answers} acknowledged answers, 0 lost, {sectors} unsynced sectors kept at random; "
            f"without the log's syncs the loss is noticed: {bites(run)}")


def bites(run):
    """The same with a log whose syncs do nothing, as synchronous=NORMAL leaves them out: this has to lose something."""
    for attempt in range(20):
        with Victim() as victim:
            store = PoweredStore(run, victim, forget="-wal")
            try:
                for _ in range(5):
                    store.cycle([])
                victim.start()
                store.look()
            except Failure as failure:
                return str(failure).split("\n")[0][:160]
    raise Failure("a log that is never synced loses nothing: this torment would not notice a loss")


class PoweredStore(Store):
    """A store with a shadow beside it, which has what a disk would have."""

    STARTING_SECONDS = 0, 0.1
    WORKING_SECONDS = 0.01, 0.15

    def __init__(self, run, victim, **settings):
        super().__init__(run, victim)
        self.shadow = os.path.join(victim.directory, "shadow")
        os.mkdir(self.shadow)
        self.sectors = 0
        victim.environment = faults.preload(store=victim.state, shadow=self.shadow, **settings)
        self.loses_everything = bool(settings)

    def after_the_kill(self):
        self.lose_power()
        if self.generation % 10 == 0 and not self.loses_everything:
            self.check_copy()

    def lose_power(self):
        """The disk has what was synced and, at random, some sectors more, of which none came whole or in order."""
        share = 0 if self.loses_everything else self.run.random.choice([0, 0, 0.1, 0.5, 0.9, 1])
        # Only the database and its log are written in place. What was renamed over another file is that or this, as a whole.
        written = [name for name in os.listdir(self.victim.state) if name.startswith("leash.db")]
        for name in written if share else []:
            self._keep_some(os.path.join(self.victim.state, name), os.path.join(self.shadow, name), share)
        shutil.rmtree(self.victim.state)
        shutil.copytree(self.shadow, self.victim.state)
        os.chmod(self.victim.state, 0o700)

    def _keep_some(self, written, durable, share):
        if not os.path.exists(durable):
            return
        with open(written, "rb") as new, open(durable, "r+b") as old:
            offset = 0
            while sector := new.read(SECTOR):
                old.seek(offset)
                if old.read(len(sector)) != sector and self.run.random.random() < share:
                    old.seek(offset)
                    old.write(sector)
                    self.sectors += 1
                offset += SECTOR
