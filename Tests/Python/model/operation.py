"""The operation of a request: a list of calls or a whole user operation, read from JSON (rules 1.1, 2.1)."""

from dataclasses import dataclass, field

from . import tables, values
from .values import Fields

GAS_FIELDS = {
    "preVerificationGas": values.gas_number,
    "verificationGasLimit": values.gas_number,
    "callGasLimit": values.gas_number,
    "maxFeePerGas": values.gas_number,
}

# The optional fields of a user operation that the decision does not look at, but the content holds.
OTHER_FIELDS = {
    "maxPriorityFeePerGas": values.gas_number,
    "factory": values.factory,
    "factoryData": values.octets,
    "paymasterVerificationGasLimit": values.gas_number,
    "paymasterPostOpGasLimit": values.gas_number,
    "paymasterData": values.octets,
    "eip7702Auth": values.object_of_any_kind,
}


@dataclass
class Operation:
    faults: list = field(default_factory=list)
    is_user_operation: bool = False
    calls: list = field(default_factory=list)
    sender: bytes | None = None
    nonce: int | None = None
    call_data: bytes | None = None
    gas: dict = field(default_factory=dict)
    paymaster: bytes | None = None
    others: dict = field(default_factory=dict)
    chain_id: int | None = None
    settle: bool = False
    name: str | None = None

    def content(self, session_chain_id):
        """What an idempotency key is held against: parsed values, without the signature (3.5)."""
        return repr((self.is_user_operation, self.calls, self.sender, self.nonce, self.call_data,
                     sorted(self.gas.items()), self.paymaster, sorted(self.others.items(), key=lambda i: i[0]),
                     self.chain_id or session_chain_id, self.settle))


def read(params, authorizes):
    """An operation with its faults; `sessionId` is read by the ledger."""
    result = Operation()
    known = ["sessionId", "calls", "userOperation", "chainId", "gas"]
    if authorizes:
        known += ["idempotencyKey", "settle"]
    fields = Fields(params, "", known, result.faults)
    fields.required("sessionId", values.identifier)
    result.chain_id = fields.optional("chainId", values.chain_id, None)
    if authorizes:
        result.name = fields.optional("idempotencyKey", values.key_name, None)
        result.settle = fields.optional("settle", values.boolean, False)
    if ("calls" in fields.raw) == ("userOperation" in fields.raw):
        # One of the two: the texts do not say which of them the path names.
        fields.note("calls")
        fields.note("userOperation")
        return result
    if "userOperation" in fields.raw:
        result.is_user_operation = True
        if "gas" in fields.raw:
            fields.note("gas")
        _read_user_operation(fields.raw["userOperation"], result)
    else:
        _read_calls(fields.raw["calls"], result)
        if "gas" in fields.raw:
            gas = Fields(fields.raw["gas"], "gas", [*GAS_FIELDS, "paymaster"], result.faults)
            _read_gas(gas, result)
    return result


def _read_calls(raw, result):
    if not isinstance(raw, list):
        result.faults.append(("malformed_value", "calls"))
        return
    for index, item in enumerate(raw):
        call = Fields(item, f"calls[{index}]", ("to", "value", "data"), result.faults)
        result.calls.append((call.required("to", values.address), call.optional("value", values.amount, 0),
                             call.optional("data", values.octets, b"")))


def _read_user_operation(raw, result):
    known = ["sender", "nonce", "callData", "signature", "paymaster", *GAS_FIELDS, *OTHER_FIELDS]
    fields = Fields(raw, "userOperation", known, result.faults)
    result.sender = fields.required("sender", values.address)
    result.nonce = fields.required("nonce", values.amount)
    result.call_data = fields.required("callData", values.octets)
    fields.optional("signature", values.octets, None)
    _read_gas(fields, result)
    for name, parse in OTHER_FIELDS.items():
        if name in fields.raw:
            result.others[name] = fields.optional(name, parse, None)


def _read_gas(fields, result):
    for name, parse in GAS_FIELDS.items():
        if name in fields.raw:
            result.gas[name] = fields.optional(name, parse, None)
    result.paymaster = fields.optional("paymaster", values.address, None)
    if result.paymaster == tables.ZERO_ADDRESS:
        fields.note(fields.join("paymaster"))
