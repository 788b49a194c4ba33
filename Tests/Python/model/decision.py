"""The decision: which rules fail, in the order of rules 2.2, and what would be debited."""

from dataclasses import dataclass, field

from . import decoding, tables


@dataclass
class Verdict:
    reasons: list = field(default_factory=list)
    debits: dict = field(default_factory=dict)  # index of the meter -> amount

    def deny(self, code, call=None):
        self.reasons.append({"code": code} if call is None else {"code": code, "call": call})


def state_code(session, now, settings):
    """The code of a session that may not spend now, or None (2.3)."""
    definition = session.definition
    if session.status != "active":
        return f"session_{session.status}"
    if definition.expiry and now >= definition.expiry - settings.expiry_margin_seconds:
        return "session_expired"
    if now < definition.not_before:
        return "session_not_yet_valid"
    return None


def judge(session, operation, now, settings):
    verdict = Verdict()
    definition = session.definition
    if code := state_code(session, now, settings):
        verdict.deny(code)
    if operation.chain_id not in (None, definition.chain_id):
        verdict.deny("wrong_chain")
    if operation.is_user_operation and operation.sender != definition.account:
        verdict.deny("wrong_account")
    shape = _shape(definition, operation, verdict)
    passed = []
    if shape is not None:
        rule = _root_call if definition.of_type("root") else _call
        for index, call in enumerate(shape.calls):
            code = rule(definition, shape, *call)
            if code:
                verdict.deny(code, index)
            else:
                passed.append((index, call))
        if not shape.calls:
            verdict.deny("operation_empty")
    _native(session, shape.calls if shape else [], verdict)
    _tokens(session, passed, verdict)
    _gas(session, operation, verdict)
    return verdict


def _shape(definition, operation, verdict):
    """None after calldata_malformed."""
    account = definition.account
    try:
        if operation.is_user_operation:
            metered = definition.of_type("native-token-transfer", "erc20-token-transfer")
            if metered and not decoding.is_prefixed(operation.call_data):
                verdict.deny("user_op_context_required")
            return decoding.call_data(operation.call_data, account)
        if len(operation.calls) == 1 and operation.calls[0][0] == account:
            return _lone_call_to_account(definition, operation)
        # One call to another address is what execute makes of it; several are a batch.
        return decoding.Shape(operation.calls, "execute" if len(operation.calls) == 1 else "batch")
    except decoding.NotCanonical:
        verdict.deny("calldata_malformed")
        return None


def _lone_call_to_account(definition, operation):
    to, value, data = operation.calls[0]
    if not definition.of_type("root"):
        return decoding.Shape([(to, value, data)], "direct")
    shape = decoding.call_data(data, to, value)
    if value > 0:
        # A call of the account's own function that carries value is refused as such, whatever it would do inside.
        return decoding.Shape([(to, value, data)], "direct")
    return shape


def _call(definition, shape, to, value, data):
    """The first failing rule of 2.4 a to h, or None."""
    selector = data[:4]
    if to == definition.account:
        return _account_call(definition, shape, value, data)
    if to == tables.ZERO_ADDRESS or to in tables.FORBIDDEN_TARGETS:
        return "target_forbidden"
    if 1 <= len(data) <= 3:
        return "selector_missing"
    if to in {p.address for p in definition.of_type("erc20-token-transfer")}:
        return _token_call(value, data)
    if to in {p.address for p in definition.of_type("contract-access")}:
        return _value(definition, value)
    for permission in definition.of_type("functions-on-contract"):
        if permission.address == to:
            if not data:
                return "selector_missing"
            return _value(definition, value) if selector in permission.functions else "selector_not_allowed"
    if _unlisted_allowed(definition, data):
        return _value(definition, value)
    return "selector_not_allowed" if definition.of_type("functions-on-all-contracts") else "target_not_allowed"


def _account_call(definition, shape, value, data):
    if shape.form != "direct":
        return "self_call"
    functions = {f for p in definition.of_type("account-functions") for f in p.functions}
    if value > 0 or data[:4] not in functions or definition.of_type("erc20-token-transfer"):
        return "account_function_not_allowed"
    return None


def _token_call(value, data):
    if len(data) < 68:
        return "token_calldata_too_short"
    if data[:4] not in (tables.TRANSFER, tables.APPROVE):
        return "token_call_not_allowed"
    if value > 0:
        return "native_value_not_allowed"
    if any(data[4:16]):
        return "calldata_malformed"
    return None


def _unlisted_allowed(definition, data):
    if data:
        return data[:4] != tables.PLAIN_TRANSFER and data[:4] in definition.wildcards
    alone = [p.type for p in definition.granting] == ["native-token-transfer"]
    return alone or tables.PLAIN_TRANSFER in definition.wildcards


def _value(definition, value):
    if value > 0 and not definition.of_type("native-token-transfer"):
        return "native_value_not_allowed"
    return None


def _root_call(definition, shape, to, value, data):
    if to != definition.account:
        return None
    selector = data[:4]
    if shape.form == "execute":
        return "self_call"
    if shape.form == "batch" and (len(data) < 4 or selector in (tables.EXECUTE, tables.EXECUTE_BATCH)):
        return "self_call"
    if value > 0 or selector in tables.KEPT_FROM_ROOT:
        return "account_function_not_allowed"
    return None


def _native(session, calls, verdict):
    for index, meter in enumerate(session.meters):
        if meter.type == "native-token-transfer":
            total = sum(value for _, value, _ in calls)
            if total >= 1 << 256 or total > session.remaining(meter):
                verdict.deny("native_allowance_exceeded")
            else:
                verdict.debits[index] = total


def _tokens(session, passed, verdict):
    meters = {m.address: i for i, m in enumerate(session.meters) if m.type == "erc20-token-transfer"}
    for call, (to, _, data) in passed:
        if to not in meters:
            continue
        index = meters[to]
        amount = int.from_bytes(data[36:68], "big")
        before = verdict.debits.get(index, 0)
        if amount > session.remaining(session.meters[index]) - before:
            verdict.deny("token_allowance_exceeded", call)
        else:
            verdict.debits[index] = before + amount


def _gas(session, operation, verdict):
    for index, meter in enumerate(session.meters):
        if meter.type != "gas-limit" or operation.paymaster is not None:
            continue
        wei = session.definition.gas_unit == "wei"
        needed = ["preVerificationGas", "verificationGasLimit", "callGasLimit"]
        if any(name not in operation.gas for name in needed + (["maxFeePerGas"] if wei else [])):
            verdict.deny("gas_unspecified")
            continue
        total = sum(operation.gas[name] for name in needed) * (operation.gas["maxFeePerGas"] if wei else 1)
        if total >= 1 << 256 or total > session.remaining(meter):
            verdict.deny("gas_limit_exceeded")
        else:
            verdict.debits[index] = total
