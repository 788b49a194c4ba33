"""What the tests of clients share: a daemon for each, a session to grant, and providers that hang up."""

import unittest

from web3 import IPCProvider

from daemon import BOUND, Daemon

TARGET = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
TOKEN = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"


def creation(label="a label with { braces } and \"quotes\""):
    return {
        "account": "0xafdABa1E09e82F780721963eba39bA9e6d9FE4d2", "chainId": "0x01",
        "key": {"type": "secp256k1", "publicKey": "0x647bbf38CD0E116d1672405aE17a775572a84e03"},
        "permissions": [{"type": "erc20-token-transfer", "data": {"address": TOKEN, "allowance": "0x384"}},
                        {"type": "contract-access", "data": {"address": TARGET}}],
        "label": label,
    }


def transfer(session, amount):
    data = "0xa9059cbb" + TARGET[2:].rjust(64, "0") + f"{amount:064x}"
    return {"sessionId": session, "calls": [{"to": TOKEN, "data": data}]}


class DaemonTestCase(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        self.enterContext(self.daemon)

    def control(self):
        return self.provider("control")

    def provider(self, name):
        provider = IPCProvider(self.daemon.path(name), timeout=BOUND)

        def hang_up():
            if provider._socket.sock is not None:
                provider._socket.sock.close()

        self.addCleanup(hang_up)
        return provider

    def result(self, response):
        self.assertNotIn("error", response)
        return response["result"]

    def created(self, provider, **changes):
        params = [{**creation(), **changes}]
        return self.result(provider.make_request("wallet_createSession", params))["sessionId"]
