"""Requests as the torments make them."""

import json

from daemon import Connection

from .torment import Failure

USDC = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"
SHOP = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
PAYMASTER = "0x2cc0c7981d846b9f2a16276556f6e8cb52bfb633"
NATIVE, TOKEN = "native-token-transfer", "erc20-token-transfer"


class Line(Connection):
    """A connection that asks in batches, and keeps what it gets in the order of the questions."""

    def exchange(self, questions):
        """Each question is a method and its parameters; the answers come whole, result or error."""
        batch = [
            {"jsonrpc": "2.0", "id": index, "method": method, "params": [parameters]}
            for index, (method, parameters) in enumerate(questions)]
        self.send(json.dumps(batch).encode() + b"\n")
        answers = self.receive()
        if isinstance(answers, dict):
            return [answers] * len(batch)
        return sorted(answers, key=lambda answer: answer["id"])

    def ask(self, method, parameters=None):
        return self.exchange([(method, parameters or {})])[0]

    def result(self, method, parameters=None):
        """The result of what cannot be refused."""
        answer = self.ask(method, parameters)
        if "error" in answer:
            raise Failure(f"{method} {parameters} was answered {answer}")
        return answer["result"]


def creation(key, native, token, expiry=0):
    """A session for native and token transfers to anybody."""
    parameters = {
        "account": "0xafdaba1e09e82f780721963eba39ba9e6d9fe4d2", "chainId": "0x2105",
        "key": {"type": "secp256k1", "publicKey": "0x647bbf38cd0e116d1672405ae17a775572a84e03"},
        "permissions": [
            {"type": NATIVE, "data": {"allowance": hex(native)}},
            {"type": TOKEN, "data": {"address": USDC, "allowance": hex(token)}},
            {"type": "functions-on-all-contracts", "data": {"functions": ["0x00000000"]}}],
        "idempotencyKey": key}
    return parameters | ({"expirySec": expiry} if expiry else {})


def authorization(session, key, native=0, token=0, settle=False):
    """A transfer of native value, of tokens, or of both, with somebody else's gas."""
    calls = [{"to": SHOP, "value": hex(native)}] if native else []
    if token:
        calls.append({"to": USDC, "data": "0xa9059cbb" + SHOP[2:].rjust(64, "0") + f"{token:064x}"})
    parameters = {
        "sessionId": session, "calls": calls, "gas": {"paymaster": PAYMASTER}, "idempotencyKey": key}
    return parameters | ({"settle": True} if settle else {})
