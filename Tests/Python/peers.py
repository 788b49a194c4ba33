"""Every kind of peer, and what each may do. Other users can be had only by root."""

import json
import os
import unittest

from clients import TARGET, creation
from daemon import Connection, Daemon

SPENDERS, ADMINISTRATORS, SOMEBODY = 61001, 61002, 61003
PEERS = {
    "root": (0, []),
    "a spender": (SOMEBODY, [SPENDERS]),
    "an administrator": (SOMEBODY, [ADMINISTRATORS]),
    "a member of both groups": (SOMEBODY, [SPENDERS, ADMINISTRATORS]),
    "a stranger": (SOMEBODY, []),
}
REACHES = {
    "root": {"spend", "control"},
    "a spender": {"spend"},
    "an administrator": {"control"},
    "a member of both groups": {"spend", "control"},
    "a stranger": set(),
}
FOR_SPENDERS = {
    "session_get", "session_check", "session_authorize", "session_settle", "web3_clientVersion", "rpc_modules",
    "rpc.discover",
}
FOR_ADMINISTRATORS = FOR_SPENDERS | {
    "wallet_createSession", "session_list", "session_authorizations", "session_revoke", "session_events",
    "session_subscribe", "session_unsubscribe", "eth_subscribe", "eth_unsubscribe", "daemon_confirmClock",
    "daemon_status", "daemon_metrics", "daemon_backup", "daemon_readBackup",
}


def native(allowance):
    return {**creation(), "permissions": [{"type": "native-token-transfer", "data": {"allowance": allowance}}]}


def parameters(session, authorization):
    """Parameters with which each method does something, where it may."""
    operation = {"sessionId": session, "calls": [{"to": TARGET, "value": "0x1"}]}
    within = {"sessionId": session}
    return {
        "wallet_createSession": [native("0x5")], "session_get": [within], "session_list": [{}],
        "session_check": [operation], "session_authorize": [operation],
        "session_settle": [{"authorizationId": authorization, "outcome": "success"}],
        "session_authorizations": [within], "session_revoke": [within], "session_events": [{"after": 0}],
        "session_subscribe": [{}], "session_unsubscribe": ["0x1"], "eth_subscribe": ["sessions"],
        "eth_unsubscribe": ["0x1"], "daemon_confirmClock": [], "daemon_status": [], "daemon_metrics": [],
        # A backup belongs to its connection: each method has one of its own here, and there is none to read.
        "daemon_backup": [], "daemon_readBackup": [{"offset": 0}],
        "web3_clientVersion": [], "rpc_modules": [], "rpc.discover": [],
    }


def ask(connection, method, params):
    connection.send(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n")
    return connection.receive()


def as_peer(uid, groups, work):
    """What the work gives when that user does it, in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.geteuid() == 0:
                os.setgroups(groups)
                os.setresgid(uid, uid, uid)
                os.setresuid(uid, uid, uid)
            os.write(writing, json.dumps(work()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading, "rb") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise AssertionError("the peer's process failed")
    return json.loads(text)


class AccessTestCase(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        if os.geteuid() == 0:
            self.daemon.settings = (
                f"[Sockets]\nSpendSocketGroup={SPENDERS}\nControlSocketGroup={ADMINISTRATORS}\n")
            os.chmod(self.daemon.directory, 0o755)
        self.enterContext(self.daemon)
        self.prepare()

    def prepare(self):
        """A session that nobody has revoked yet, and an authorization that nobody has settled."""
        control = self.connect("control")
        self.session = ask(control, "wallet_createSession", [native("0xffff")])["result"]["sessionId"]
        spent = ask(control, "session_authorize", parameters(self.session, "")["session_authorize"])
        self.authorization = spent["result"]["authorizationId"]

    def connect(self, name):
        connection = Connection(self.daemon.path(name))
        self.addCleanup(connection.close)
        return connection

    def state(self):
        """All that only an administrator may change: the sessions, without what was spent within them."""
        listed = ask(self.connect("control"), "session_list", [{}])["result"]["sessions"]
        return [(one["sessionId"], one["status"], one["permissions"], one.get("expirySec")) for one in listed]

    def discovered(self, name):
        """The methods that a socket offers, as it says itself."""
        document = ask(self.connect(name), "rpc.discover", [])["result"]
        return {method["name"] for method in document["methods"]}

    def attempt(self, name):
        """What each method comes to on a socket: `done`, the code of an error, or `unreachable` for all of them."""
        try:
            Connection(self.daemon.path(name)).close()
        except PermissionError:
            return "unreachable"
        came_to = {}
        for method, params in parameters(self.session, self.authorization).items():
            if method != "session_revoke":
                came_to[method] = self.outcome(name, method, params)
        # Last: afterwards there is nothing to be asked for.
        came_to["session_revoke"] = self.outcome(
            name, "session_revoke", parameters(self.session, self.authorization)["session_revoke"])
        return came_to

    def outcome(self, name, method, params):
        connection = Connection(self.daemon.path(name))
        answer = ask(connection, method, params)
        connection.close()
        if "error" not in answer:
            return "done"
        return answer["error"].get("data", {}).get("code", answer["error"]["code"])
