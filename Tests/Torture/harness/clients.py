"""Clients that ask for random things, and keep what was on its way when the daemon died."""

import contextlib
import random
import threading
import time

from daemon import Gone

from . import wire
from .acknowledged import NOBODY


class Client(threading.Thread):
    """Asks in batches until it is told to stop or nobody answers any more."""

    def __init__(self, path, acknowledged, seed, is_administrator, generation):
        super().__init__(daemon=True)
        self.path, self.acknowledged, self.random = path, acknowledged, random.Random(seed)
        self.is_administrator, self.name_of_keys = is_administrator, f"{generation}-{seed:x}"
        self.pending, self.reserved, self.count = [], [], 0
        self.stops = threading.Event()
        self.failure = None
        self.answered = 0

    def run(self):
        try:
            with contextlib.closing(wire.Line(self.path)) as line:
                while not self.stops.is_set():
                    self._ask(line)
        except Gone:
            pass  # the daemon died in the middle of it
        except Exception as failure:
            self.failure = failure

    def _ask(self, line):
        self.pending = self._questions()
        answers = line.exchange(self.pending)
        for (method, question), answer in zip(self.pending, answers, strict=True):
            self._learn(method, question, self.acknowledged.take(method, question, answer))
            self.answered += 1
        self.pending = []

    def _learn(self, method, question, result):
        if method == "session_authorize" and result is not None and result["state"] == "reserved":
            self.reserved.append(result["authorizationId"])

    def _questions(self):
        if self.is_administrator and self.random.random() < 0.01:
            return self._sessions_that_expire_together()
        return [self._question() for _ in range(self.random.choice([1, 1, 2, 5, 20]))]

    def _sessions_that_expire_together(self):
        expiry = int(time.time()) + self.random.randrange(1, 4)
        return [("wallet_createSession", wire.creation(self._key(), 100, 100, expiry)) for _ in range(20)]

    def _question(self):
        chance = self.random.random()
        with self.acknowledged.lock:
            living = [session.id for session in self.acknowledged.sessions.values() if session.ended is None][-12:]
        if self.is_administrator and (not living or chance < 0.06):
            expiry = int(time.time()) + self.random.randrange(1, 4) if self.random.random() < 0.2 else 0
            allowances = [self.random.randrange(1, 5000) for _ in range(2)]
            return "wallet_createSession", wire.creation(self._key(), *allowances, expiry)
        if self.is_administrator and chance < 0.08:
            return "session_revoke", {"sessionId": self.random.choice(living), "reason": "torture"}
        if self.reserved and chance < 0.4:
            outcome = self.random.choice(["success", "reverted", "dropped"]) if self.is_administrator else "success"
            place = self.random.randrange(len(self.reserved))
            return "session_settle", {"authorizationId": self.reserved.pop(place), "outcome": outcome}
        session = self.random.choice(living) if living else NOBODY
        native, token = self.random.choice([(1, 0), (0, 1), (1, 1)])
        return "session_authorize", wire.authorization(
            session, self._key(), native * self.random.randrange(1, 40), token * self.random.randrange(1, 40),
            settle=self.random.random() < 0.5)

    def _key(self):
        self.count += 1
        return f"{self.name_of_keys}-{self.count}"


def start(victim, acknowledged, random_numbers, generation, count=5):
    """Some that spend and some that administer."""
    clients = []
    for number in range(count):
        is_administrator = number % 3 == 0
        path = victim.path("control" if is_administrator else "spend")
        clients.append(Client(path, acknowledged, random_numbers.randrange(1 << 40), is_administrator, generation))
    for client in clients:
        client.start()
    return clients


def join(clients):
    """Waits until all have noticed; gives what was on its way, and passes on what one of them found wrong."""
    for client in clients:
        client.stops.set()
        client.join()
    for client in clients:
        if client.failure is not None:
            raise client.failure
    return [item for client in clients for item in client.pending]
