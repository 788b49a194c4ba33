"""Random operations for a session: calls, user operations, gas."""

from . import encoding, places


def octets(text):
    return bytes.fromhex(text[2:])


class Operations:
    def __init__(self, random):
        self.random = random

    def parameters(self, session):
        """`session` is the model's: what it grants and what remains steer the choice."""
        random = self.random
        params = {"sessionId": session.id}
        calls = [self._call(session) for _ in range(random.choice([1, 1, 1, 2, 2, 3, 4]))]
        if random.random() < 0.02:
            calls = []
        if random.random() < 0.05:
            calls = [self._account_call(session)]
        if random.random() < 0.5:
            params["calls"] = [self._written(*call) for call in calls]
            if random.random() < 0.6:
                params["gas"] = self._gas(session)
        else:
            params["userOperation"] = self._user_operation(session, calls)
        if random.random() < 0.1:
            params["chainId"] = random.choice(places.CHAINS + ["0x01"])
        return params

    # Calls

    def _call(self, session):
        random = self.random
        definition = session.definition
        if random.random() < 0.02:
            return self._account_call(session)
        if random.random() < 0.88:
            return self._granted(session, random.choice(definition.granting))
        to = octets(random.choice(places.TARGETS + places.TOKENS + places.FORBIDDEN))
        return (to, self._value(session), self._data(session))

    def _granted(self, session, permission):
        random = self.random
        anywhere = octets(random.choice(places.TARGETS))
        if permission.type == "native-token-transfer":
            return (anywhere, self._value(session, often=True), b"")
        if permission.type == "erc20-token-transfer":
            value = 0 if random.random() < 0.95 else 1
            return (permission.address, value, self._token_data(session, permission.address))
        if permission.type == "functions-on-contract":
            return (permission.address, self._value(session), self._selected(permission))
        if permission.type == "functions-on-all-contracts":
            return (anywhere, self._value(session), self._selected(permission))
        if permission.type == "contract-access":
            return (permission.address, self._value(session), self._data(session))
        if permission.type == "root" and random.random() < 0.4:
            return self._account_call(session)
        if permission.type == "account-functions" and random.random() < 0.5:
            return (session.definition.account, 0, self._selected(permission))
        return (anywhere, self._value(session), self._data(session))

    def _selected(self, permission):
        selector = self.random.choice(permission.functions)
        return b"" if selector == bytes(4) else selector + bytes(self.random.choice([0, 32, 33]))

    def _value(self, session, often=False):
        random = self.random
        native = [m for m in session.meters if m.type == "native-token-transfer"]
        if random.random() < (0.1 if often else 0.8):
            return 0
        if not native:
            return random.choice([0, 0, 1])
        remaining = session.remaining(native[0])
        return places.amounts(random, remaining) if random.random() < 0.3 else self._some(remaining)

    def _some(self, remaining):
        """What likely fits."""
        return self.random.randrange(remaining // 4 + 1)

    def _data(self, session):
        random = self.random
        choice = random.random()
        if choice < 0.2:
            return b""
        if choice < 0.3:
            return bytes(random.randrange(1, 4))
        if choice < 0.6:
            return self._token_data(session, random.choice([octets(t) for t in places.TOKENS]))
        return octets("0x" + random.choice(places.SELECTORS + ["00000000"])) + bytes(random.choice([0, 4, 32]))

    def _token_data(self, session, token):
        random = self.random
        meters = [m for m in session.meters if m.address == token]
        remaining = session.remaining(meters[0]) if meters else 100
        amount = places.amounts(random, remaining) if random.random() < 0.3 else self._some(remaining)
        selector = random.choice([places.TRANSFER] * 8 + [places.APPROVE] * 7 + [places.TRANSFER_FROM])
        data = encoding.token_call(selector, octets(random.choice(places.TARGETS)), amount)
        if random.random() < 0.08:
            data = random.choice([data[:67], data[:4], data[:3], data + b"\1" * 32, data[:5] + b"\1" + data[6:]])
        return data

    def _account_call(self, session):
        random = self.random
        account = session.definition.account
        inner = octets("0x" + random.choice(places.ACCOUNT_SELECTORS + places.ACCOUNT_INTERNALS)) + bytes(32)
        if random.random() < 0.3:
            calls = [(random.choice([account, octets(places.TARGETS[0])]), random.choice([0, 0, 1]), inner)
                     for _ in range(random.randrange(1, 3))]
            inner = encoding.execute(calls) if random.random() < 0.5 else encoding.execute_batch(calls)
            return (account, 0, inner if random.random() < 0.8 else encoding.mutated(random, inner))
        return (account, 1 if random.random() < 0.1 else 0, random.choice([inner] * 6 + [b"", inner[:3]]))

    def _written(self, to, value, data):
        random = self.random
        call = {"to": places.spelled(random, "0x" + to.hex())}
        if value or random.random() < 0.3:
            call["value"] = places.number(random, value)
        if data or random.random() < 0.3:
            call["data"] = places.spelled(random, "0x" + data.hex())
        return call

    # User operations

    def _user_operation(self, session, calls):
        random = self.random
        if len(calls) == 1 and calls[0][0] == session.definition.account and random.random() < 0.8:
            data = calls[0][2]
        elif len(calls) == 1 and random.random() < 0.7:
            data = encoding.execute(calls)
        else:
            data = encoding.execute_batch(calls)
        if random.random() < 0.15:
            data = encoding.mutated(random, data)
        metered = session.definition.of_type("native-token-transfer", "erc20-token-transfer")
        if random.random() < (0.9 if metered else 0.4):
            data = bytes.fromhex(encoding.PREFIX) * (2 if random.random() < 0.03 else 1) + data
        account = "0x" + session.definition.account.hex()
        made = {"sender": account if random.random() < 0.97 else random.choice(places.TARGETS),
                "nonce": places.number(random, random.randrange(1 << 80)),
                "callData": places.spelled(random, "0x" + data.hex()), **self._gas(session)}
        optional = {"signature": "0x" + "ab" * 65, "maxPriorityFeePerGas": "0x1", "eip7702Auth": {"chainId": "0x1"}}
        made.update({name: value for name, value in optional.items() if random.random() < 0.2})
        if "paymaster" in made and random.random() < 0.5:
            made.update({"paymasterVerificationGasLimit": "0x5", "paymasterPostOpGasLimit": "0x0",
                         "paymasterData": "0x"})
        if random.random() < 0.05:
            made.update({"factory": random.choice([places.FORBIDDEN[0], "0x7702"]), "factoryData": "0x1234"})
        return made

    def _gas(self, session):
        """Three numbers whose sum is often at the boundary of what remains."""
        random = self.random
        meters = [m for m in session.meters if m.type == "gas-limit"]
        price = random.choice([0, 1, 2, 3, 10**9, places.LARGEST_GAS])
        remaining = session.remaining(meters[0]) if meters else 1000
        if session.definition.gas_unit == "wei" and price:
            remaining //= price
        total = places.amounts(random, remaining) if random.random() < 0.3 else self._some(remaining)
        total = min(total, 3 * places.LARGEST_GAS)
        first = min(random.randrange(total + 1), places.LARGEST_GAS)
        second = min(random.randrange(total - first + 1), places.LARGEST_GAS)
        third = min(total - first - second, places.LARGEST_GAS)
        values = {"preVerificationGas": first, "verificationGasLimit": second, "callGasLimit": third,
                  "maxFeePerGas": price}
        gas = {name: places.number(random, value) for name, value in values.items() if random.random() < 0.99}
        if random.random() < 0.1:
            gas["paymaster"] = places.spelled(random, places.PAYMASTER)
        return gas

    # Faults

    def spoiled(self, params):
        """One value is replaced by a wrong one."""
        random = self.random
        if random.random() < 0.15:
            name, value = random.choice([("more", 1), ("chainId", "0x0"), ("chainId", 1), ("calls", []), ("calls", 5),
                                         ("userOperation", {}), ("sessionId", 5), ("gas", None),
                                         ("gas", {"more": "0x1"}),
                                         ("gas", {"paymaster": "0x" + "0" * 40})])
            params[name] = value
            return params
        if "calls" in params:
            holder = random.choice(params["calls"]) if params["calls"] else params
            names = ["to", "value", "data", "gas"]
            if "gas" in params and random.random() < 0.3:
                holder, names = params["gas"], [*params["gas"], "paymaster", "callGasLimit"]
        else:
            holder = params["userOperation"]
            names = [*holder, "initCode", "paymasterAndData", "paymaster", "signature"]
        name = random.choice(names)
        if name in ("to", "sender", "nonce", "callData") and random.random() < 0.3:
            holder.pop(name, None)
        else:
            wrong = [5, None, "0x", "0x123", "12", "0xzz", "0x" + "f" * 65, "0x" + "0" * 40, True, [],
                     hex(places.LARGEST_GAS + 1)]
            holder[name] = random.choice(wrong)
        return params
