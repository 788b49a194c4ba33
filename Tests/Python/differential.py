"""Random requests to the real daemon, each answer held against the reference model.

    differential.py [COUNT] [--seed SEED]
"""

import argparse
import json
import pathlib
import random
import sys
import time

from comparison import Comparison, Difference, same
from daemon import Connection, Daemon
from generation import QUIET, Requests, Step
from model import Ledger, Refusal


class Run:
    def __init__(self, daemon, seed):
        self.seed, self.random = seed, random.Random(seed)
        self.ledger, self.comparison = Ledger(), Comparison()
        self.requests = Requests(self.random, self.ledger)
        self.connections = {name: Connection(daemon.path(name)) for name in ("control", "spend")}
        self.history, self.steps = {}, 0
        self.learned, self.window = set(), 1
        self.doubted = set()  # seconds at which sessions expired while a group was too slow to say on which side it was

    def run(self, count):
        while self.steps < count:
            self.group(min(self.random.choice([1, 3, 10, 40, 80]), count - self.steps))

    def group(self, size):
        """Some requests at once over one socket; ids that they bring are used by later groups."""
        socket = self.random.choice(["control", "control", "spend"])
        now = time.time()
        pairs = []
        for _ in range(size):
            step = self.requests.next(now, socket)
            # The ledger copies nothing: what it keeps is never changed here.
            pairs.append((step, self.answered(step, now, socket)))
        self.exchange(pairs, socket, now)

    def answered(self, step, now, socket):
        try:
            return self.ledger.answer(step.method, step.params, int(now), socket)
        except Refusal as refusal:
            return refusal

    def exchange(self, pairs, socket, now):
        connection = self.connections[socket]
        messages = []
        for offset, (step, _) in enumerate(pairs):
            params = self.comparison.names.translated(step.params)
            messages.append({"jsonrpc": "2.0", "id": self.steps + offset, "method": step.method,
                             "params": [params] if self.random.random() < 0.7 else params})
        batched = self.random.random() < 0.2
        connection.send(self.written(messages, batched))
        responses = connection.receive() if batched else [connection.receive() for _ in messages]
        ended = time.time()
        # A second that was noted in an earlier group may be as late as that group was slow.
        self.window = max(self.window, int(ended) - int(now) + 1)
        if ended - now > QUIET:
            self.doubted.update(range(int(now), int(ended) + 2))
        for (step, ours), message, response in zip(pairs, messages, responses, strict=True):
            if self.expiry(step, ours) not in self.doubted:
                self.judge(step, ours, message, response, socket)
            self.steps += 1

    def written(self, messages, batched):
        if batched:
            return json.dumps(messages).encode()
        separator = self.random.choice(["\n", "", " ", "\r\n"])
        ascii_only = self.random.random() < 0.5
        return "".join(json.dumps(m, ensure_ascii=ascii_only) + separator for m in messages).encode()

    def judge(self, step, ours, message, response, socket):
        self.note(step, ours)
        try:
            same("id", message["id"], response.get("id"))
            same("version", "2.0", response.get("jsonrpc"))
            self.comparison.compare(step.method, ours, response, self.window)
        except (Difference, KeyError, TypeError) as difference:
            self.fail(step, ours, message, response, socket, difference)
        if isinstance(ours, dict):
            self.learn(step.method, ours)

    def learn(self, method, answer):
        """From now on its id can be named."""
        requests = self.requests
        if method == "wallet_createSession":
            session = self.ledger.sessions[answer["sessionId"]]
            self.once(session.id, session, requests.known_sessions)
        if method == "session_authorize":
            self.once(answer["authorizationId"], answer["authorizationId"], requests.known_authorizations)

    def once(self, name, value, known):
        if name not in self.learned:
            self.learned.add(name)
            known.append(value)

    def note(self, step, ours):
        code = ours.code if isinstance(ours, Refusal) else ours.get("code") or ours.get("outcome") or "done"
        self.history.setdefault(self.session_of(step, ours), []).append((self.steps, step, code))

    def session_of(self, step, ours):
        if step.method == "wallet_createSession":
            return ours["sessionId"] if isinstance(ours, dict) else None
        if step.method == "session_settle":
            found = self.ledger.authorizations.get(step.params.get("authorizationId"))
            return found[0].id if found else None
        name = step.params.get("sessionId")
        return name if isinstance(name, str) and name in self.ledger.sessions else None

    def expiry(self, step, ours):
        """Of the session that it is about, or that it would create."""
        if step.method == "wallet_createSession":
            expiry = step.params.get("expirySec")
            return expiry if isinstance(expiry, int) else None
        session = self.session_of(step, ours)
        return self.ledger.sessions[session].definition.expiry if session else None

    def fail(self, step, ours, message, response, socket, difference):
        session = self.session_of(step, ours)
        kind = type(difference).__name__
        print(f"DIFFERENCE seed {self.seed} step {self.steps} on {socket}.sock: {kind} {difference}")
        print("request:", json.dumps(message))
        print("model:  ", json.dumps(ours) if isinstance(ours, dict) else f"{ours} {ours.faults or ''}")
        print("daemon: ", json.dumps(response))
        print("history of the session:")
        for number, earlier, code in self.history.get(session, []) if session else []:
            params = json.dumps(self.comparison.names.translated(earlier.params))
            print(f"  {number} {earlier.method} -> {code} {params}")
        sys.exit(1)

    # What stands at the end

    def finish(self):
        """More requests once the short-lived sessions have expired, every session once more, and every event."""
        latest = max((s.definition.expiry for s in self.ledger.sessions.values()
                      if s.definition.expiry < time.time() + 60), default=0)
        time.sleep(max(0, latest + 4 - time.time()))
        self.requests.short_lived = 0
        self.run(self.steps + 300)
        sessions = list(self.ledger.sessions)
        for start in range(0, len(sessions), 50):
            now = time.time()
            steps = [Step("session_get", {"sessionId": name}) for name in sessions[start:start + 50]]
            self.exchange([(step, self.answered(step, now, "control")) for step in steps], "control", now)
        self.compare_events()

    def compare_events(self):
        events, after = {}, 0
        while True:
            answer = self.connections["control"].request("session_events", {"after": after, "limit": 1000})["result"]
            for event in answer["events"]:
                after += 1
                same("seq", after, event["seq"])
                data = event["data"]
                events.setdefault(event["sessionId"], []).append(
                    (event["type"], data.get("authorizationId"), data.get("outcome")))
            if after >= answer["last"]:
                break
        names = self.comparison.names.theirs
        expected = {names[s.id]: [(kind, names.get(a), outcome) for kind, a, outcome in s.events]
                    for s in self.ledger.sessions.values() if s.definition.expiry not in self.doubted}
        # Of those that are in doubt it may have created others than the model.
        for name in expected if self.doubted else expected.keys() | events.keys():
            if expected.get(name) != events.get(name):
                print(f"DIFFERENCE seed {self.seed}: the events of {name}")
                print("model:  ", expected.get(name))
                print("daemon: ", events.get(name))
                sys.exit(1)

    def fill_reservations(self):
        """A session holds so many open reservations and not one more."""
        creation = {"account": "0x3333333333333333333333333333333333333333", "chainId": "0x1",
                    "key": {"type": "contract", "publicKey": "0x647bbf38cd0e116d1672405ae17a775572a84e03"},
                    "permissions": [{"type": "contract-access", "data": {"address": "0x" + "aa" * 20}}]}
        self.ask([Step("wallet_createSession", creation)])
        session = self.requests.known_sessions[-1].id
        operation = {"sessionId": session, "calls": [{"to": "0x" + "aa" * 20}]}
        for _ in range(self.ledger.settings.reservation_limit // 200):
            self.ask([Step("session_authorize", operation)] * 200, "spend")
        denied = {"sessionId": session, "calls": [{"to": "0x" + "ab" * 20}]}
        last = self.requests.known_authorizations[-1]
        self.ask([Step("session_authorize", operation), Step("session_authorize", {**operation, "settle": True}),
                  Step("session_authorize", denied), Step("session_check", operation)], "spend")
        self.ask([Step("session_settle", {"authorizationId": last, "outcome": "dropped"}),
                  *[Step("session_authorize", {**operation, "idempotencyKey": "last"})] * 2,
                  Step("session_authorize", operation), Step("session_revoke", {"sessionId": session}),
                  Step("session_authorize", operation)])

    def ask(self, steps, socket="control"):
        now = time.time()
        self.exchange([(step, self.answered(step, now, socket)) for step in steps], socket, now)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = parser.parse_args()
    print(f"differential: seed {options.seed}, {options.count} requests", flush=True)
    with Daemon() as daemon:
        run = Run(daemon, options.seed)
        run.run(options.count)
        run.fill_reservations()
        run.finish()
    print(f"differential: {run.steps} answers are the same")


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    main()
