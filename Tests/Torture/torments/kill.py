"""SIGKILL at random moments, also while it starts; after each restart everything acknowledged is there, once."""

import os
import time

from harness import clients, database, inspection
from harness.acknowledged import Acknowledged
from harness.torment import percentile
from harness.victim import Victim

KILLS_A_STORE = 50


def run(run):
    goal, kills, answers, starts, largest = run.rounds(100, 10_000), 0, 0, [], 0
    while kills < goal:
        part = min(KILLS_A_STORE, goal - kills)
        with Victim() as victim:
            store = Store(run, victim)
            for _ in range(part):
                store.cycle(starts)
                kills += 1
                run.progress(f"{kills} of {goal} kills, {answers + store.answered} answers")
            store.victim.start()
            store.look()
            victim.stop()
            database.check(victim.state)
        answers += store.answered
        largest = max(largest, len(store.acknowledged.authorizations))
    return (f"{kills} kills, {answers} acknowledged answers, 0 lost, 0 overspent; start to READY "
            f"p50 {percentile(starts, 0.5) * 1000:.0f} ms, p99 {percentile(starts, 0.99) * 1000:.0f} ms, "
            f"at most {max(starts) * 1000:.0f} ms; up to {largest} authorizations in a store")


class Store:
    """One store and what was acknowledged of it, from kill to kill."""

    STARTING_SECONDS = 0, 0.06
    WORKING_SECONDS = 0, 0.12

    def __init__(self, run, victim):
        self.run, self.victim = run, victim
        self.acknowledged = Acknowledged()
        self.inspection = inspection.Inspection(self.acknowledged, run.random)
        self.pending, self.generation, self.answered = [], 0, 0

    def cycle(self, starts):
        self.generation += 1
        random = self.run.random
        if random.random() < 0.2:
            self.victim.spawn()
            time.sleep(random.uniform(*self.STARTING_SECONDS))
            self.victim.kill()
        else:
            self.victim.start()
            starts.append(self.victim.start_seconds)
            self.look()
            self.work(random.uniform(*self.WORKING_SECONDS))
            self.victim.kill()
            self.gather()
        self.after_the_kill()

    def after_the_kill(self):
        if self.generation % 25 == 0:
            self.check_copy()

    def check_copy(self):
        database.check(self.victim.copy_store(os.path.join(self.victim.directory, "copy")))

    def work(self, seconds):
        self.clients = clients.start(self.victim, self.acknowledged, self.run.random, self.generation)
        time.sleep(seconds)

    def gather(self):
        self.pending = clients.join(self.clients)
        self.answered += sum(client.answered for client in self.clients)

    def look(self):
        self.inspection.look(self.victim, self.pending)
        self.pending = []
