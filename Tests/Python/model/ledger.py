"""The ledger: the methods of the protocol over sessions in memory, with the time as a value."""

import secrets

from . import creation, decision, granting, operation, values
from .refusal import denied, invalid, unknown
from .session import Authorization, Session
from .settings import Settings
from .values import Fields


class Ledger:
    """`answer` returns a result or raises a Refusal."""

    def __init__(self, settings=Settings()):
        self.settings = settings
        self.now = 0
        self.sessions = {}
        self.authorizations = {}
        self.creations = {}

    def answer(self, method, params, now, socket="control"):
        self.advance(now)
        methods = {
            "wallet_createSession": self._create, "session_get": self._get, "session_check": self._check,
            "session_authorize": self._authorize, "session_revoke": self._revoke,
        }
        if socket == "spend" and method in ("wallet_createSession", "session_revoke"):
            raise denied("control_socket_only")
        if method == "session_settle":
            return self._settle(params, socket)
        return methods[method](params)

    # Time

    def advance(self, now):
        """The time never goes back; what is due is done in the order of its time."""
        if now <= self.now:
            return
        self.now = now
        for session in self.sessions.values():
            self._let_pass(session)

    def _let_pass(self, session):
        for due in [a for a in session.reservations.values() if a.until <= self.now]:
            self._expire(session, due.until)
            self._finish(session, due, "success", None, due.until)
        self._expire(session, self.now)

    def _expire(self, session, at):
        expiry = session.definition.expiry
        if session.status == "active" and expiry and at >= expiry:
            session.end("expired", expiry)

    # Creation

    def _create(self, params):
        definition = creation.read(params)
        if definition.name in self.creations:
            content, first = self.creations[definition.name]
            if definition.faults or definition.content != content:
                raise denied("idempotency_conflict")
            return first
        granting.judge_time(definition, self.now)
        if definition.faults:
            raise invalid(definition.faults)
        session = Session(self._new_id(), definition, self.now)
        session.events.append(("session_created", None, None))
        self.sessions[session.id] = session
        answer = {
            "sessionId": session.id,
            "chainId": values.hexadecimal(definition.chain_id),
            "warnings": [{"code": code, "message": code}
                         for code in granting.warnings(definition, self.now, self.settings)],
        }
        if definition.name is not None:
            self.creations[definition.name] = (definition.content, answer)
        return answer

    def _new_id(self):
        return values.text(secrets.token_bytes(16))

    # Reading

    def _get(self, params):
        session = self._session(params, ["sessionId"])
        definition = session.definition
        ended = {} if session.ended is None else {"endedSec": session.ended}
        reason = {} if session.reason is None else {"endReason": session.reason}
        return {
            "sessionId": session.id, "account": values.text(definition.account),
            "chainId": values.hexadecimal(definition.chain_id),
            "key": {"type": definition.key[0], "publicKey": values.text(definition.key[1])},
            "permissions": definition.permissions_as_given, "expirySec": definition.expiry,
            "notBeforeSec": definition.not_before, "gasLimitUnit": definition.gas_unit, "label": definition.label,
            "status": session.status, "createdSec": session.created, **ended, **reason,
            "meters": session.meters_after({}),
        }

    def _session(self, params, known):
        faults = []
        fields = Fields(params, "", known, faults)
        name = fields.required("sessionId", values.identifier)
        if faults:
            raise invalid(faults)
        return self._known(name)

    def _known(self, name):
        if name not in self.sessions:
            raise unknown("unknown_session")
        return self.sessions[name]

    # Deciding

    def _read_operation(self, params, authorizes):
        read = operation.read(params, authorizes)
        if read.faults:
            raise invalid(read.faults)
        return self._known(values.identifier(params["sessionId"])), read

    def _check(self, params):
        session, asked = self._read_operation(params, authorizes=False)
        verdict = decision.judge(session, asked, self.now, self.settings)
        if verdict.reasons:
            return {"decision": "deny", "code": verdict.reasons[0]["code"], "reasons": verdict.reasons,
                    "debits": [], "meters": session.meters_after({})}
        return {"decision": "allow", "reasons": [], "debits": session.debits_named(verdict.debits),
                "meters": session.meters_after(verdict.debits)}

    def _authorize(self, params):
        session, asked = self._read_operation(params, authorizes=True)
        content = asked.content(session.definition.chain_id)
        key = None
        if asked.name is not None:
            key = ("name", asked.name)
        elif asked.is_user_operation:
            key = ("content", content)
        if key in session.keys and (first := self._repeated(session, session.keys[key], content)):
            return first
        verdict = decision.judge(session, asked, self.now, self.settings)
        if verdict.reasons:
            raise denied(verdict.reasons[0]["code"], verdict.reasons)
        if not asked.settle and len(session.reservations) >= self.settings.reservation_limit:
            raise denied("too_many_reservations")
        authorization = self._reserve(session, asked, content, verdict.debits)
        if key is not None:
            session.keys[key] = authorization
        return authorization.answer

    def _repeated(self, session, authorization, content):
        """The first answer; None where the operation is decided anew (3.5)."""
        if authorization.content != content:
            raise denied("idempotency_conflict")
        if code := decision.state_code(session, self.now, self.settings):
            raise denied(code)
        if authorization.outcome in ("reverted", "dropped"):
            if authorization.name is not None:
                raise denied("already_settled")
            return None
        return authorization.answer

    def _reserve(self, session, asked, content, debits):
        for index, amount in debits.items():
            session.meters[index].reserved += amount
        until = None if asked.settle else self.now + self.settings.reservation_seconds
        made = Authorization(self._new_id(), content, asked.name, debits, {}, self.now, until, "reserved")
        self.authorizations[made.id] = (session, made)
        if asked.settle:
            self._finish(session, made, "success", None, self.now)
        else:
            session.reservations[made.id] = made
            session.events.append(("authorization_reserved", made.id, None))
        due = {} if until is None else {"reservedUntilSec": until}
        made.answer = {"authorizationId": made.id, "state": made.state, "debits": session.debits_named(debits),
                       "meters": session.meters_after({}), **due}
        return made

    # Settling

    def _settle(self, params, socket):
        faults = []
        fields = Fields(params, "", ["authorizationId", "outcome", "actualGasUsed"], faults)
        name = fields.required("authorizationId", values.identifier)
        outcome = fields.required("outcome", values.one_of("success", "reverted", "dropped"))
        actual_gas = fields.optional("actualGasUsed", values.gas_number, None)
        if faults:
            raise invalid(faults)
        if socket == "spend" and (outcome != "success" or actual_gas is not None):
            raise denied("control_socket_only")
        if name not in self.authorizations:
            raise unknown("unknown_authorization")
        session, authorization = self.authorizations[name]
        if authorization.state == "settled":
            if (authorization.outcome, authorization.actual_gas) != (outcome, actual_gas):
                raise denied("already_settled")
            return authorization.result
        self._finish(session, authorization, outcome, actual_gas, self.now)
        return authorization.result

    def _finish(self, session, authorization, outcome, actual_gas, at):
        kept = {}
        for index, reserved in authorization.debits.items():
            meter = session.meters[index]
            is_gas = meter.type == "gas-limit"
            stays = reserved if outcome == "success" or (outcome == "reverted" and is_gas) else 0
            if is_gas and outcome == "success" and actual_gas is not None and session.definition.gas_unit == "gas":
                stays = min(reserved, actual_gas)
            meter.reserved -= reserved
            meter.spent += stays
            kept[index] = stays
        authorization.state, authorization.outcome, authorization.actual_gas = "settled", outcome, actual_gas
        session.reservations.pop(authorization.id, None)
        session.events.append(("authorization_settled", authorization.id, outcome))
        if session.status == "active" and session.is_used_up():
            session.end("exhausted", at)
        authorization.result = {
            "authorizationId": authorization.id, "state": "settled", "outcome": outcome,
            "debits": session.debits_named(kept), "meters": session.meters_after({}),
        }

    # Revoking

    def _revoke(self, params):
        faults = []
        fields = Fields(params, "", ["sessionId", "account", "reason"], faults)
        name = fields.optional("sessionId", values.identifier, None)
        account = fields.optional("account", values.address, None)
        reason = fields.optional("reason", values.line, None)
        if ("sessionId" in fields.raw) == ("account" in fields.raw):
            fields.note("sessionId")
            fields.note("account")
        if faults:
            raise invalid(faults)
        if name is not None:
            chosen = [self._known(name)]
        else:
            chosen = [s for s in self.sessions.values() if s.definition.account == account]
        revoked = [s for s in chosen if s.status == "active"]
        for session in revoked:
            session.end("revoked", self.now, reason)
        return {"revoked": [s.id for s in revoked]}
