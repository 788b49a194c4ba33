"""Two answers to one request, the model's and the daemon's, held against each other."""

from model import Refusal


class Difference(Exception):
    """What is not the same."""


class Names:
    """The daemon's ids for the model's ids."""

    def __init__(self):
        self.theirs, self.ours = {}, {}

    def bind(self, our, their):
        if not isinstance(their, str) or self.theirs.setdefault(our, their) != their:
            raise Difference(f"{their} should be {self.theirs.get(our)}")
        if self.ours.setdefault(their, our) != our:
            raise Difference(f"the id {their} is used twice")

    def translated(self, params):
        return {name: self.theirs.get(value, value) if isinstance(value, str) else value
                for name, value in params.items()}


def same(what, ours, theirs):
    if ours != theirs:
        raise Difference(f"{what}: {ours!r} is not {theirs!r}")


def reasons_in_short(reasons):
    return [(reason["code"], reason.get("call")) for reason in reasons]


def debits_in_short(debits):
    """By meter; those of zero do not count."""
    places = [(debit["type"], debit.get("address")) for debit in debits]
    same("a meter has two debits", len(set(places)), len(places))
    return {place: debit["amount"] for place, debit in zip(places, debits) if debit["amount"] != "0x0"}


class Comparison:
    def __init__(self):
        self.names = Names()
        self.first_answers = {}  # by identity of the model's answer: what the daemon said the first time

    def compare(self, method, ours, response, window):
        """`window`: how many seconds the daemon's clock may be ahead of the model's time."""
        if isinstance(ours, Refusal):
            return self._refusal(ours, response)
        if "result" not in response:
            raise Difference(f"answered with an error where the model has a result: {response.get('error')}")
        theirs = response["result"]
        _, first = self.first_answers.setdefault(id(ours), (ours, theirs))
        same("a repeated answer", first, theirs)
        compare = {"wallet_createSession": self._created, "session_get": self._session, "session_check": self._checked,
                   "session_authorize": self._authorized, "session_settle": self._settled,
                   "session_revoke": self._revoked}[method]
        compare(ours, theirs, window)
        same("fields", sorted(ours), sorted(theirs))

    def _refusal(self, ours, response):
        error = response.get("error")
        if error is None:
            raise Difference(f"answered with a result where the model refuses: {ours}")
        same("error code", ours.error, error.get("code"))
        if not isinstance(error.get("message"), str) or not error["message"]:
            raise Difference("an error without a message")
        data = error.get("data") or {}
        if ours.faults:
            if (data.get("code"), data.get("path")) not in ours.faults:
                raise Difference(f"code and path: {data.get('code')} {data.get('path')} is none of {ours.faults}")
            return
        if ours.error == -32001:
            if not data.get("code"):
                raise Difference("an error without data.code")
            return
        same("data.code", ours.code, data.get("code"))
        if ours.reasons is not None:
            same("reasons", reasons_in_short(ours.reasons), reasons_in_short(data.get("reasons", [])))

    def _seconds(self, what, ours, theirs, window):
        if not isinstance(theirs, int) or not ours <= theirs <= ours + window:
            raise Difference(f"{what}: {theirs} is not within {window} seconds after {ours}")

    def _created(self, ours, theirs, window):
        self.names.bind(ours["sessionId"], theirs["sessionId"])
        same("chainId", ours["chainId"], theirs["chainId"])
        same("warnings", sorted(w["code"] for w in ours["warnings"]), sorted(w["code"] for w in theirs["warnings"]))

    def _session(self, ours, theirs, window):
        same("sessionId", self.names.theirs[ours["sessionId"]], theirs["sessionId"])
        self._seconds("createdSec", ours["createdSec"], theirs["createdSec"], window)
        if ours["status"] == "expired":
            same("endedSec", ours["endedSec"], theirs["endedSec"])
        elif "endedSec" in ours:
            self._seconds("endedSec", ours["endedSec"], theirs["endedSec"], window)
        for name in set(ours) - {"sessionId", "createdSec", "endedSec"}:
            same(name, ours[name], theirs[name])

    def _checked(self, ours, theirs, window):
        same("decision", ours["decision"], theirs["decision"])
        same("code", ours.get("code"), theirs.get("code"))
        same("reasons", reasons_in_short(ours["reasons"]), reasons_in_short(theirs["reasons"]))
        self._amounts(ours, theirs)

    def _authorized(self, ours, theirs, window):
        self.names.bind(ours["authorizationId"], theirs["authorizationId"])
        same("state", ours["state"], theirs["state"])
        if "reservedUntilSec" in ours:
            self._seconds("reservedUntilSec", ours["reservedUntilSec"], theirs["reservedUntilSec"], window)
        self._amounts(ours, theirs)

    def _settled(self, ours, theirs, window):
        same("authorizationId", self.names.theirs[ours["authorizationId"]], theirs["authorizationId"])
        same("state", ours["state"], theirs["state"])
        same("outcome", ours["outcome"], theirs["outcome"])
        self._amounts(ours, theirs)

    def _revoked(self, ours, theirs, window):
        same("revoked", sorted(self.names.theirs[s] for s in ours["revoked"]), sorted(theirs["revoked"]))

    def _amounts(self, ours, theirs):
        same("debits", debits_in_short(ours["debits"]), debits_in_short(theirs["debits"]))
        same("meters", ours["meters"], theirs["meters"])
