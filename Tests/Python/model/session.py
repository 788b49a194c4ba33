"""A session with its meters, and an authorization with what it answered."""

from dataclasses import dataclass, field

from . import values


@dataclass
class Meter:
    type: str
    address: bytes | None
    allowance: int
    spent: int = 0
    reserved: int = 0

    def named(self, **amounts):
        place = {} if self.address is None else {"address": values.text(self.address)}
        return {"type": self.type, **place, **{name: values.hexadecimal(n) for name, n in amounts.items()}}


@dataclass
class Authorization:
    id: str
    content: str
    name: str | None
    debits: dict
    answer: dict
    reserved: int
    until: int | None
    state: str
    outcome: str | None = None
    actual_gas: int | None = None
    result: dict | None = None


@dataclass
class Session:
    id: str
    definition: object
    created: int
    status: str = "active"
    ended: int | None = None
    reason: str | None = None
    meters: list = field(default_factory=list)
    reservations: dict = field(default_factory=dict)  # the open ones, oldest first
    keys: dict = field(default_factory=dict)
    events: list = field(default_factory=list)  # (type, authorization, outcome)

    def __post_init__(self):
        self.meters = [Meter(p.type, p.address, p.allowance) for p in self.definition.permissions
                       if p.allowance is not None]

    def end(self, status, at, reason=None):
        self.status, self.ended, self.reason = status, at, reason
        self.events.append((f"session_{status}", None, None))

    def remaining(self, meter):
        return 0 if self.status != "active" else meter.allowance - meter.spent - meter.reserved

    def meters_after(self, debits):
        """The meters as they are, or as they would be with further reservations."""
        answer = []
        for index, meter in enumerate(self.meters):
            extra = debits.get(index, 0)
            answer.append(meter.named(allowance=meter.allowance, spent=meter.spent, reserved=meter.reserved + extra,
                                      remaining=max(self.remaining(meter) - extra, 0)))
        return answer

    def debits_named(self, debits):
        return [self.meters[index].named(amount=amount) for index, amount in sorted(debits.items())]

    def is_used_up(self):
        """Nothing that the session grants can be done any more, by settled amounts (4.2)."""
        definition = self.definition
        for meter in self.meters:
            if meter.type == "gas-limit" and meter.allowance > 0 and meter.spent >= meter.allowance:
                return True
        granting = definition.granting
        metered = {"native-token-transfer", "erc20-token-transfer"}
        for permission in granting:
            only_transfers = (permission.type == "functions-on-all-contracts"
                              and set(permission.functions) == {bytes(4)})
            if permission.type not in metered and not only_transfers:
                return False
        return all(m.spent >= m.allowance for m in self.meters if m.type in metered)
