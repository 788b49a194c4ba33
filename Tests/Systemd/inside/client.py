"""A client of the daemon, and the sessions that the tests spend within."""

import json
import socket

from machine import run

SPEND = "/run/leashd/spend.sock"
CONTROL = "/run/leashd/control.sock"
ACCOUNT = "0xafdaba1e09e82f780721963eba39ba9e6d9fe4d2"
KEY = "0x647bbf38cd0e116d1672405ae17a775572a84e03"
SHOP = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"


class Refused(Exception):
    """The daemon answered with an error."""


class Gone(Exception):
    """The connection ended before the answer: whether it was done is not known."""


class Client:
    """One connection."""

    def __init__(self, path: str = CONTROL):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)
        self.lines = self.socket.makefile("rb")

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_) -> None:
        self.lines.close()
        self.socket.close()

    def send(self, message) -> None:
        try:
            self.socket.sendall(json.dumps(message).encode() + b"\n")
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Gone from error

    def answer(self):
        try:
            line = self.lines.readline()
        except ConnectionResetError as error:
            raise Gone from error
        if not line.endswith(b"\n"):
            raise Gone
        return json.loads(line)

    def call(self, method: str, **parameters):
        self.send(request(method, **parameters))
        answer = self.answer()
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["result"]


def request(method: str, number: int = 1, **parameters) -> dict:
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": [parameters]}


def create_session() -> str:
    """A session that may send 1 ether, wei by wei."""
    with Client() as client:
        return client.call(
            "wallet_createSession", account=ACCOUNT, chainId="0x1", key={"type": "secp256k1", "publicKey": KEY},
            permissions=[
                {"type": "native-token-transfer", "data": {"allowance": hex(10**18)}},
                {"type": "functions-on-all-contracts", "data": {"functions": ["0x00000000"]}},
            ],
        )["sessionId"]


def payment(session: str, key: str) -> dict:
    """What authorizes 1 wei, once for each key."""
    return {"sessionId": session, "calls": [{"to": SHOP, "value": "0x1"}], "idempotencyKey": key, "settle": True}


def spent(session: str) -> int:
    """How many wei went."""
    with Client() as client:
        return int(client.call("session_get", sessionId=session)["meters"][0]["spent"], 16)


def leashctl(*arguments: str, **options) -> str:
    return run("leashctl", *arguments, **options)
