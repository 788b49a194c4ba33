"""Who may do what: every kind of peer, on both sockets, with every method. Other users can be had only by root."""

import json
import os
import stat
import unittest

from daemon import Connection, Daemon
from test_clients import TARGET, creation

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


class Methods(AccessTestCase):
    def test_the_sockets_offer_what_is_asked_here(self):
        """A new method fails here until the tables above say who may use it, and with what it is asked."""
        self.assertEqual(self.discovered("spend"), FOR_SPENDERS)
        self.assertEqual(self.discovered("control"), FOR_ADMINISTRATORS)
        self.assertEqual(set(parameters("", "")), FOR_ADMINISTRATORS)

    def test_every_peer_may_do_what_its_socket_offers_and_nothing_else(self):
        for peer, (uid, groups) in PEERS.items():
            if os.geteuid() != 0 and peer != "root":
                continue
            for name, offered in (("spend", FOR_SPENDERS), ("control", FOR_ADMINISTRATORS)):
                with self.subTest(peer=peer, socket=name):
                    self.prepare()
                    before = self.state()
                    came_to = as_peer(uid, groups, lambda name=name: self.attempt(name))
                    if name not in REACHES[peer]:
                        self.assertEqual(came_to, "unreachable")
                        self.assertEqual(self.state(), before)
                        continue
                    self.assertEqual(set(came_to), self.discovered("control"))
                    for method, outcome in came_to.items():
                        if method in offered:
                            self.assertNotEqual(outcome, "control_socket_only", method)
                        else:
                            self.assertEqual(outcome, "control_socket_only", method)
                    if name == "spend":
                        self.assertEqual(self.state(), before)
                    else:
                        self.assertNotEqual(self.state(), before)

    def test_no_form_of_a_request_gets_past_the_table(self):
        before = self.state()
        spend = self.connect("spend")
        given = parameters(self.session, self.authorization)
        for method in sorted(FOR_ADMINISTRATORS - FOR_SPENDERS):
            message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": given[method]}
            notification = {"jsonrpc": "2.0", "method": method, "params": given[method]}
            allowed = {"jsonrpc": "2.0", "id": 2, "method": "rpc_modules", "params": []}
            spend.send(json.dumps([allowed, message, notification]).encode())
            answers = spend.receive()
            self.assertEqual([one["id"] for one in answers], [2, 1])
            self.assertEqual(answers[1]["error"]["data"]["code"], "control_socket_only")
            spend.send(json.dumps(notification).encode())
            escaped = json.dumps(message).replace(method, "".join(f"\\u{ord(sign):04x}" for sign in method))
            spend.send(escaped.encode())
            self.assertEqual(spend.receive()["error"]["data"]["code"], "control_socket_only")
            for other in (method.upper(), method + " ", " " + method, method + "\0", method.replace("_", ".", 1) + "x"):
                answer = ask(spend, other, given[method])
                self.assertEqual(answer["error"]["code"], -32601, other)
        self.assertEqual(self.state(), before)

    def test_a_spender_gives_itself_nothing_back(self):
        spend = self.connect("spend")
        for outcome in ("dropped", "reverted"):
            answer = ask(
                spend, "session_settle", [{"authorizationId": self.authorization, "outcome": outcome}])
            self.assertEqual(answer["error"]["data"]["code"], "control_socket_only")
        answer = ask(
            spend, "session_settle",
            [{"authorizationId": self.authorization, "outcome": "success", "actualGasUsed": "0x0"}])
        self.assertEqual(answer["error"]["data"]["code"], "control_socket_only")


class Files(AccessTestCase):
    def modes(self):
        found = {}
        for place in (self.daemon.state, self.daemon.runtime):
            for name in ["", *os.listdir(place)]:
                status = os.lstat(os.path.join(place, name))
                found[os.path.join(os.path.basename(place), name)] = stat.S_IMODE(status.st_mode)
        return found

    def test_nothing_is_open_to_others(self):
        modes = self.modes()
        self.assertIn("state/leash.db", modes)
        self.assertIn("state/leash.db-wal", modes)
        self.assertEqual(modes.pop("run/"), 0o755)
        self.assertEqual(modes.pop("state/"), 0o700)
        self.assertEqual([modes.pop("run/spend.sock"), modes.pop("run/control.sock")], [0o660, 0o660])
        for path, mode in modes.items():
            self.assertEqual(mode & 0o077, 0, f"{path} has the mode {mode:o}")

    def test_a_careless_umask_and_directory_change_nothing(self):
        self.daemon.stop()
        for name in os.listdir(self.daemon.state):
            os.unlink(os.path.join(self.daemon.state, name))
        os.chmod(self.daemon.state, 0o755)
        before = os.umask(0)
        try:
            self.daemon.start()
        finally:
            os.umask(before)
        ask(self.connect("control"), "wallet_createSession", [native("0x1")])
        modes = self.modes()
        for name in os.listdir(self.daemon.state):
            self.assertEqual(modes[f"state/{name}"] & 0o077, 0, name)

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody else")
    def test_no_peer_reaches_the_files(self):
        for peer, (uid, groups) in PEERS.items():
            if uid == 0:
                continue
            with self.subTest(peer=peer):
                self.assertEqual(as_peer(uid, groups, self.reach), [])

    def reach(self):
        """What this peer can do to the files, which should be nothing."""
        store, runtime = os.path.join(self.daemon.state, "leash.db"), self.daemon.runtime
        attempts = {
            "list the state": lambda: os.listdir(self.daemon.state),
            "read the store": lambda: open(store, "rb").close(),
            "write the store": lambda: open(store, "ab").close(),
            "remove the store": lambda: os.unlink(store),
            "put a file beside the store": lambda: open(store + "-journal", "wb").close(),
            "put a file beside the sockets": lambda: open(os.path.join(runtime, "x"), "wb").close(),
            "remove a socket": lambda: os.unlink(self.daemon.path("spend")),
            "take a socket's place": lambda: os.rename(self.daemon.path("spend"), self.daemon.path("control")),
            "open a socket to all": lambda: os.chmod(self.daemon.path("control"), 0o777),
        }
        done = []
        for what, attempt in attempts.items():
            try:
                attempt()
                done.append(what)
            except PermissionError:
                pass
        return done


if __name__ == "__main__":
    unittest.main()
