"""What must be true after every start, whatever happened before it."""

from . import wire
from .torment import Failure


class Inspection:
    """Holds a daemon, over its restarts, to what it acknowledged."""

    def __init__(self, acknowledged, random_numbers):
        self.acknowledged, self.random = acknowledged, random_numbers
        self.events = []
        self.statuses = {}

    def look(self, victim, pending=(), repeats=40):
        """Asks again what was on its way, then looks at everything."""
        line = wire.Line(victim.path("control"))
        try:
            self._repeat(line, list(pending))
            everything = list(self.acknowledged.by_key.values())
            for chosen in [everything[-repeats:], self.random.sample(everything, min(repeats, len(everything)))]:
                self._repeat(line, [("session_authorize", item.question) for item in chosen])
            self._look_at_sessions(line)
            self._look_at_events(line)
        finally:
            line.close()

    def _repeat(self, line, questions):
        for start in range(0, len(questions), 100):
            part = questions[start:start + 100]
            for (method, question), answer in zip(part, line.exchange(part), strict=True):
                self.acknowledged.take(method, question, answer)
                if "error" in answer and question.get("idempotencyKey") not in self.acknowledged.by_key:
                    self._search_ledger(line, question)

    def _search_ledger(self, line, question):
        """Of a session that has ended, the ledger tells what became of a question whose answer was lost."""
        ask, cursor = {"sessionId": question.get("sessionId"), "limit": 1000}, {}
        while "idempotencyKey" in question and question.get("sessionId") in self.acknowledged.sessions:
            page = line.result("session_authorizations", ask | cursor)
            for entry in page["authorizations"]:
                if entry.get("idempotencyKey") == question["idempotencyKey"]:
                    state = {"state": "settled" if question.get("settle") else "reserved"}
                    return self.acknowledged.take("session_authorize", question, {"result": entry | state})
            if "nextCursor" not in page:
                return None
            cursor = {"cursor": page["nextCursor"]}
        return None

    def _look_at_sessions(self, line):
        expected = self.acknowledged.expected()
        identifiers = [
            identifier for identifier in expected
            if self.statuses.get(identifier, "active") == "active" or self.random.random() < 0.1]
        for start in range(0, len(identifiers), 100):
            part = identifiers[start:start + 100]
            answers = line.exchange([("session_get", {"sessionId": identifier}) for identifier in part])
            for identifier, answer in zip(part, answers, strict=True):
                if "error" in answer:
                    raise Failure(f"the session {identifier} was granted, and now: {answer['error']}")
                self._look_at(self.acknowledged.sessions[identifier], answer["result"], expected[identifier])

    def _look_at(self, session, found, expected):
        for meter in found["meters"]:
            spent, reserved, allowance = (int(meter[name], 16) for name in ("spent", "reserved", "allowance"))
            if [spent, reserved] != expected[meter["type"]]:
                raise Failure(
                    f"{session.id} {meter['type']}: {spent} spent and {reserved} reserved, acknowledged were "
                    f"{expected[meter['type']]}")
            if spent + reserved > allowance or allowance != session.allowance[meter["type"]]:
                raise Failure(f"{session.id} {meter['type']}: {spent} + {reserved} of {allowance}: overspent")
        ended = session.ended or self.statuses.get(session.id, "active")
        if ended != "active" and found["status"] != ended:
            raise Failure(f"{session.id} had ended as {ended}, and is {found['status']}")
        self.statuses[session.id] = found["status"]
        if found["status"] != "active":
            session.ended = found["status"]

    def _take_new_events(self, line):
        """What happened since the last look, numbered without a gap."""
        while True:
            page = line.result("session_events", {"after": len(self.events), "limit": 1000})
            for event in page["events"]:
                if event["seq"] != len(self.events) + 1:
                    raise Failure(f"after event {len(self.events)} comes {event['seq']}")
                self.events.append(event)
            if len(self.events) >= page["last"]:
                break
        if len(self.events) != page["last"]:
            raise Failure(f"{len(self.events)} events were there, and now the last is {page['last']}")

    def _look_at_events(self, line):
        """The new ones, and a few of the old ones, as they were."""
        self._take_new_events(line)
        if self.events:
            after = self.random.randrange(len(self.events))
            again = line.result("session_events", {"after": after, "limit": 100})["events"]
            again = again[:len(self.events) - after]  # more may have happened meanwhile
            if again != self.events[after:after + len(again)] or not again:
                changed = [pair for pair in zip(self.events[after:], again) if pair[0] != pair[1]][:1]
                raise Failure(f"the events after {after} are not what they were ({len(again)} of them): {changed}")
        self._compare_events()

    def _compare_events(self):
        debited, settled = {}, {}
        for event in self.events:
            if not event["type"].startswith("authorization_"):
                continue
            identifier = event["data"]["authorizationId"]
            authorization = self.acknowledged.authorizations.get(identifier)
            if authorization is None:
                raise Failure(f"nobody was told of the authorization in {event}")
            kind = settled if event["type"] == "authorization_settled" else debited
            kind[identifier] = kind.get(identifier, 0) + 1
        for identifier, authorization in self.acknowledged.authorizations.items():
            expected = (0 if authorization.is_at_once else 1, 1 if authorization.outcome else 0)
            if (debited.get(identifier, 0), settled.get(identifier, 0)) != expected:
                raise Failure(f"the events of {identifier} are not one reservation and one settlement: "
                              f"{debited.get(identifier, 0)}, {settled.get(identifier, 0)}")
