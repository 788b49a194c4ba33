"""Random parameters of `wallet_createSession`."""

from . import places

KEY = {"type": "secp256k1", "publicKey": "0x647bbf38CD0E116d1672405aE17a775572a84e03"}
FAR = 9_000_000_000


class Sessions:
    def __init__(self, random):
        self.random = random

    def parameters(self, now, short_lived=False):
        random = self.random
        params = {"account": places.SHORT_LIVED_ACCOUNT if short_lived else random.choice(places.ACCOUNTS),
                  "chainId": random.choice(places.CHAINS), "key": dict(KEY), "permissions": self.permissions()}
        if short_lived:
            params["expirySec"] = now + random.randrange(5, 9)
        elif random.random() < 0.5:
            params["expirySec"] = random.choice([0, FAR, now + 100_000, 9_999_999_999])
        if random.random() < 0.15:
            params["notBeforeSec"] = random.choice([0, now - 1000, now + 50_000])
        if random.random() < 0.3:
            params["gasLimitUnit"] = random.choice(["gas", "wei", "wei"])
        if random.random() < 0.3:
            params["label"] = random.choice(["a label", "{ braces } [in] \"a\" label", "ä\U0001f98a", "x" * 128])
        return params

    def permissions(self):
        random = self.random
        if random.random() < 0.12:
            return [{"type": "root"}]
        if random.random() < 0.06:
            native = {"type": "native-token-transfer", "data": {"allowance": random.choice(["0x0", "0x1", "0x2"])}}
            return [native, *self._transfers_anywhere([native])]
        chosen = []
        if random.random() < 0.5:
            chosen.append({"type": "native-token-transfer", "data": {"allowance": self._allowance()}})
        for token in places.TOKENS:
            if random.random() < 0.35:
                chosen.append({"type": "erc20-token-transfer", "data": {
                    "address": places.spelled(random, token), "allowance": self._allowance()}})
        if random.random() < 0.4:
            chosen.append({"type": "gas-limit", "data": {"limit": self._allowance()}})
        if chosen and random.random() < 0.25:
            return chosen + self._transfers_anywhere(chosen)  # what can be used up, or nearly so
        if random.random() < 0.55:
            self._targets(chosen)
        if random.random() < 0.3:
            functions = self._selectors(["9cfd7cff", "52d1902d"])
            chosen.append({"type": "account-functions", "data": {"functions": functions}})
        if random.random() < 0.35:
            functions = self._selectors(places.SELECTORS)
            if chosen and chosen[0]["type"] == "native-token-transfer" and random.random() < 0.5:
                functions = random.choice([functions, []]) + ["0x00000000"]
            chosen.append({"type": "functions-on-all-contracts", "data": {"functions": functions}})
        random.shuffle(chosen)
        return chosen or self.permissions()

    def _transfers_anywhere(self, chosen):
        random = self.random
        if chosen[0]["type"] != "native-token-transfer" or random.random() < 0.5:
            return []
        functions = random.choice([[], [], self._selectors(places.SELECTORS)]) + ["0x00000000"]
        return [{"type": "functions-on-all-contracts", "data": {"functions": functions}}]

    def _allowance(self):
        random = self.random
        value = random.choice([0, 1, 5, 100, 1000, random.randrange(1 << 20), 10**18, places.WHOLE])
        return places.number(random, value)

    def _selectors(self, known):
        return ["0x" + s for s in self.random.sample(known, self.random.randrange(1, min(len(known), 3) + 1))]

    def _targets(self, chosen):
        random = self.random
        for target in random.sample(places.TARGETS + places.TOKENS, random.randrange(1, 3)):
            if random.random() < 0.5:
                chosen.append({"type": "contract-access", "data": {"address": places.spelled(random, target)}})
            else:
                chosen.append({"type": "functions-on-contract", "data": {
                    "address": places.spelled(random, target), "functions": self._selectors(places.SELECTORS)}})

    def spoiled(self, params, now):
        """One more fault; the rest stays."""
        random = self.random
        changes = [self._spoil_permission, self._spoil_permission, self._add_permission, self._spoil_top]
        random.choice(changes)(params, now)
        return params

    def _spoil_top(self, params, now):
        random = self.random
        name, value = random.choice([
            ("account", "0x12"), ("account", places.FORBIDDEN[0]), ("account", places.FORBIDDEN[2]), ("account", None),
            ("chainId", "0x0"), ("chainId", 1), ("chainId", "0x10000000000000000"), ("chainId", "1"),
            ("key", "0x00"), ("key", {"type": "ed25519", "publicKey": KEY["publicKey"]}), ("key", {"type": "contract"}),
            ("key", {**KEY, "more": 1}), ("expirySec", now - 100), ("expirySec", -1), ("expirySec", "5"),
            ("expirySec", 10_000_000_000), ("expirySec", None), ("expirySec", True), ("notBeforeSec", 10_000_000_000),
            ("notBeforeSec", "0"), ("gasLimitUnit", "gwei"), ("gasLimitUnit", ""), ("label", "x" * 129),
            ("label", "a\nb"), ("label", "\u0085"), ("label", 5), ("permissions", []), ("permissions", {}),
            ("permissions", [{"type": "gas-limit", "data": {"limit": "0x5"}}]), ("more", 1), ("data", {}),
            ("idempotencyKey", ""), ("idempotencyKey", "k" * 65), ("idempotencyKey", 7),
        ])
        if random.random() < 0.1 and name in ("account", "chainId", "key", "permissions"):
            del params[name]
        else:
            params[name] = value
        if random.random() < 0.1:
            params["expirySec"], params["notBeforeSec"] = now + 100_000, now + 100_000 + random.randrange(3)

    def _spoil_permission(self, params, now):
        random = self.random
        permission = random.choice(params["permissions"])
        data = permission.setdefault("data", {})
        if random.random() < 0.2:
            permission[random.choice(["type", "data", "more"])] = random.choice([None, 5, "root", "swap", [], {}])
        elif "functions" in data and random.random() < 0.6:
            self._spoil_functions(data)
        elif "address" in data and random.random() < 0.6:
            data["address"] = random.choice([params["account"], *places.FORBIDDEN, "0x", "0x" + "a" * 39, None, 5])
        else:
            name = random.choice([*data, "more"])
            if name in data and random.random() < 0.3:
                del data[name]
            else:
                data[name] = random.choice(["0x", 5, None, "0x" + "1" * 65, "-0x1", "0xg", [], "0X1"])

    def _spoil_functions(self, data):
        random = self.random
        functions = data["functions"]
        choice = random.randrange(5)
        if choice == 0:
            data["functions"] = []
        elif choice == 1:
            functions.append(functions[0].upper().replace("0X", "0x"))
        elif choice == 2:
            functions.insert(0, random.choice(["0x" + s for s in places.ACCOUNT_INTERNALS] + ["0x00000000"]))
        elif choice == 3:
            functions.append(random.choice(["0x1234567", "0x", None, 5, "a9059cbb"]))
        else:
            data["functions"] = [f"0x{n:08x}" for n in range(1, random.choice([65, 66]))]

    def _add_permission(self, params, now):
        random = self.random
        permissions = params["permissions"]
        extra = random.choice([{"type": "root"}, *random.choices(permissions, k=2), *self.permissions()])
        permissions.insert(random.randrange(len(permissions) + 1), extra)
        if random.random() < 0.1:
            permissions += [{"type": "functions-on-all-contracts", "data": {"functions": ["0x12345678"]}}] * 64
