"""What is asked next, given what the model knows."""

import copy
from dataclasses import dataclass

from . import places
from .operations import Operations
from .sessions import Sessions

UNKNOWN = "0x" + "ee" * 16
# A short-lived session is left alone for so many seconds before and after its expiry.
QUIET = 3.5


@dataclass
class Step:
    method: str
    params: object


class Requests:
    def __init__(self, random, ledger):
        self.random, self.ledger = random, ledger
        self.sessions, self.operations = Sessions(random), Operations(random)
        self.known_sessions, self.known_authorizations = [], []
        self.asked = []  # authorize parameters that were sent, to be repeated
        self.created = []
        self.short_lived = 0.08  # the share of sessions that expire while the test runs
        self.keys = 0

    def next(self, now, socket):
        random = self.random
        touchable = [s for s in self.known_sessions if self._touchable(s, now)]
        if socket == "control" and (len(touchable) < 8 or random.random() < 0.08):
            return self._creation(now)
        if not touchable:
            return Step("session_get", {"sessionId": UNKNOWN})
        session = self._chosen(touchable)
        kinds = [(self._operation, 50), (self._repeat, 10), (self._settlement, 25), (self._reading, 6),
                 (self._revocation, 2)]
        ask = random.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        return ask(session, now)

    def _chosen(self, touchable):
        """Mostly one of the latest that may spend, so that a session has a history."""
        random = self.random
        active = [s for s in touchable if s.status == "active" and s.definition.not_before <= self.ledger.now]
        ended = [s for s in touchable if s.status in ("expired", "exhausted")]
        if ended and random.random() < 0.08:
            return random.choice(ended)
        if active and random.random() < 0.9:
            return random.choice(active[-6:])
        return random.choice(touchable)

    def _touchable(self, session, now):
        expiry = session.definition.expiry
        return not expiry or abs(now - expiry) > QUIET

    # Creation

    def _creation(self, now):
        random = self.random
        if self.created and random.random() < 0.15:
            return Step("wallet_createSession", self._creation_again())
        params = self.sessions.parameters(int(now), short_lived=random.random() < self.short_lived)
        if random.random() < 0.4:
            params = self.sessions.spoiled(copy.deepcopy(params), int(now))
        elif random.random() < 0.2:
            self.keys += 1
            params["idempotencyKey"] = f"creation {self.keys}"
            self.created.append(copy.deepcopy(params))
        return Step("wallet_createSession", params)

    def _creation_again(self):
        random = self.random
        params = copy.deepcopy(random.choice(self.created))
        if random.random() < 0.4:
            params.update(random.choice([{"label": "another"}, {"chainId": "0x5"}, {"permissions": []}, {"more": 1}]))
        elif "label" not in params:
            if random.random() < 0.5:
                params["label"] = ""
            params["chainId"] = params["chainId"].replace("0x", "0x0")
            params["account"] = params["account"].lower()
            params.setdefault("gasLimitUnit", "gas")
            params.setdefault("expirySec", 0)
        return params

    # Operations

    def _operation(self, session, now):
        random = self.random
        params = self.operations.parameters(session)
        spoiled = random.random() < 0.08
        if spoiled:
            params = self.operations.spoiled(params)
        elif random.random() < 0.03:
            params["sessionId"] = UNKNOWN
        if random.random() < 0.35:
            return Step("session_check", params)
        if random.random() < 0.25:
            params["settle"] = random.choice([True, True, False])
        if random.random() < 0.3:
            self.keys += 1
            params["idempotencyKey"] = random.choice(
                [f"key {self.keys}", f"key {self.keys}", "often", "{}\"}{", "\0", "a\0b", "\x1b[31m\x9b"])
        if params["sessionId"] == session.id and not spoiled:
            self.asked = self.asked[-60:] + [copy.deepcopy(params)]
        return Step("session_authorize", params)

    def _repeat(self, session, now):
        """The same once more, in other words or with other content."""
        random = self.random
        usable = [p for p in self.asked if self._touchable(self.ledger.sessions[p["sessionId"]], now)]
        if not usable:
            return self._operation(session, now)
        params = copy.deepcopy(random.choice(usable[-20:]))
        operation = params.get("userOperation")
        choice = random.random()
        if choice < 0.35:
            return Step("session_authorize", params)
        if choice < 0.7:
            self._reword(params, operation)
            return Step("session_authorize", params)
        changes = [{"settle": not params.get("settle", False)}, {"chainId": "0x7"}]
        if operation:
            changes.append({"userOperation": {**operation, "nonce": "0x77"}})
        elif isinstance(params.get("calls"), list):
            changes.append({"calls": params["calls"] + [{"to": places.TARGETS[0]}]})
        params.update(random.choice(changes))
        return Step("session_authorize", params)

    def _reword(self, params, operation):
        if isinstance(operation, dict):
            operation["signature"] = "0x" + "cd" * self.random.randrange(70)
            for name in ("callData", "sender"):
                if isinstance(operation.get(name), str):
                    operation[name] = "0x" + operation[name][2:].upper()
        calls = params.get("calls")
        for call in calls if isinstance(calls, list) else []:
            if isinstance(call, dict):
                call.setdefault("value", "0x000")
                call.setdefault("data", "0x")
        params.setdefault("settle", False)
        session = self.ledger.sessions[params["sessionId"]]
        params.setdefault("chainId", "0x0" + f"{session.definition.chain_id:x}")

    # The rest

    def _settlement(self, session, now):
        random = self.random
        usable = [a for a in self.known_authorizations[-80:]
                  if self._touchable(self.ledger.authorizations[a][0], now)]
        if not usable or random.random() < 0.02:
            return Step("session_settle", {"authorizationId": UNKNOWN, "outcome": "success"})
        name = random.choice(usable[-25:])
        _, authorization = self.ledger.authorizations[name]
        params = {"authorizationId": name, "outcome": random.choice(["success", "success", "reverted", "dropped"])}
        if random.random() < 0.3:
            reserved = max(authorization.debits.values(), default=0)
            params["actualGasUsed"] = places.number(random, min(places.amounts(random, reserved), places.LARGEST_GAS))
        if random.random() < 0.05:
            params[random.choice(["outcome", "actualGasUsed", "more"])] = random.choice(["0x", 5, None, "failed"])
        return Step("session_settle", params)

    def _reading(self, session, now):
        params = {"sessionId": session.id}
        if self.random.random() < 0.1:
            params = self.random.choice([{"sessionId": UNKNOWN}, {}, {"sessionId": 5}, {**params, "more": 1}])
        return Step("session_get", params)

    def _revocation(self, session, now):
        random = self.random
        params = {"sessionId": session.id}
        if random.random() < 0.1:
            params = {"account": places.spelled(random, random.choice(places.ACCOUNTS))}
        if random.random() < 0.6:
            params["reason"] = random.choice(["enough", "{ no \"braces\" }", "x" * 129, "a\tb", 5])
        if random.random() < 0.1:
            params = random.choice([{"sessionId": UNKNOWN}, {}, {"reason": "enough"},
                                    {"sessionId": session.id, "account": places.ACCOUNTS[0]}, {**params, "more": 1}])
        return Step("session_revoke", params)
