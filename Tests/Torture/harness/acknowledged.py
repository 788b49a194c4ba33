"""What the daemon has said yes to, kept outside of it: the measure of what must be there after every start."""

import threading

from .torment import Failure
from .wire import NATIVE, TOKEN

STORE_FAILED, UNKNOWN = -32002, -32001
UNDONE = ("dropped", "reverted")  # without gas nothing of these stays
NOBODY = "0x" + "00" * 16


class Session:
    def __init__(self, identifier, native, token):
        self.id, self.allowance, self.ended = identifier, {NATIVE: native, TOKEN: token}, None


class Authorization:
    """One debit: what was asked, what was answered, and what became of it."""

    def __init__(self, question, result):
        self.question, self.result = question, result
        self.id, self.session = result["authorizationId"], question["sessionId"]
        self.outcome = "success" if result["state"] == "settled" else None
        self.settlement = None
        self.amounts = {debit["type"]: int(debit["amount"], 16) for debit in result["debits"]}

    @property
    def is_at_once(self):
        return bool(self.question.get("settle"))


class Acknowledged:
    """All of it; clients write to it from their threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.sessions, self.creations = {}, {}
        self.authorizations, self.by_key = {}, {}
        self.denied = self.refused = 0
        self.pending, self.taken = [], []

    def learn_from(self, earlier):
        """What was acknowledged of the store before."""
        for question, result in earlier.taken:
            self.take(*question, {"result": result})

    def take(self, method, question, answer):
        """Takes an answer for granted, or finds that it contradicts an earlier one. Gives the result, if there is one."""
        with self.lock:
            error = answer.get("error")
            if error is None:
                getattr(self, "_" + method.partition("_")[2])(question, answer["result"])
                self.taken.append(((method, question), answer["result"]))
                return answer["result"]
            if error["code"] == STORE_FAILED:
                self.refused += 1
            elif error["code"] == UNKNOWN and question.get("sessionId") == NOBODY:
                pass
            elif error["code"] == 4100 or error.get("data", {}).get("code") == "already_expired":
                self._denied(method, question, error)
            else:
                raise Failure(f"{method} {question} was answered {error}")
            return None

    def _denied(self, method, question, error):
        self.denied += 1
        key = question.get("idempotencyKey")
        if key in self.by_key and method == "session_authorize":
            # What was granted is not told again once the session has ended, or the key is spent (rules 3.5).
            known, code = self.by_key[key], error["data"]["code"]
            if known.outcome in UNDONE and code == "already_settled" or code.startswith("session_"):
                return
        if key in self.by_key or key in self.creations or method == "session_settle":
            raise Failure(f"what was granted is denied when it is repeated: {method} {question}: {error}")

    def _createSession(self, question, result):
        before = self.creations.setdefault(question["idempotencyKey"], result)
        if before["sessionId"] != result["sessionId"]:
            raise Failure(f"the creation {question} gave {before}, and then {result}")
        if result["sessionId"] not in self.sessions:
            native, token = (int(item["data"]["allowance"], 16) for item in question["permissions"][:2])
            self.sessions[result["sessionId"]] = Session(result["sessionId"], native, token)

    def _authorize(self, question, result):
        before = self.by_key.get(question["idempotencyKey"])
        if before is None:
            before = Authorization(question, result)
            if before.id in self.authorizations:
                raise Failure(f"two authorizations have the id {before.id}")
            self.by_key[question["idempotencyKey"]] = self.authorizations[before.id] = before
        if before.result != result:
            raise Failure(f"the authorization {question} gave {before.result}, and when repeated {result}")

    def _settle(self, question, result):
        authorization = self.authorizations[question["authorizationId"]]
        if authorization.settlement not in (None, result):
            raise Failure(f"the settlement {question} gave {authorization.settlement}, and when repeated {result}")
        authorization.settlement, authorization.outcome = result, result["outcome"]

    def _revoke(self, question, result):
        for identifier in result["revoked"]:
            if self.sessions[identifier].ended is not None:
                raise Failure(f"{identifier} was revoked after it had ended as {self.sessions[identifier].ended}")
            self.sessions[identifier].ended = "revoked"

    def expected(self):
        """For each session and meter: what is settled, and what is reserved."""
        totals = {identifier: {NATIVE: [0, 0], TOKEN: [0, 0]} for identifier in self.sessions}
        for authorization in self.authorizations.values():
            if authorization.outcome in UNDONE:
                continue
            for kind, amount in authorization.amounts.items():
                totals[authorization.session][kind][0 if authorization.outcome else 1] += amount
        return totals
