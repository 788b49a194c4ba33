"""Who may do what: every kind of peer, on both sockets, with every method."""

import json
import os
import unittest

from peers import FOR_ADMINISTRATORS, FOR_SPENDERS, PEERS, REACHES, AccessTestCase, as_peer, ask, parameters


class Methods(AccessTestCase):
    def test_the_sockets_offer_what_is_asked_here(self):
        """A new method fails here until the tables of `peers` say who may use it, and with what it is asked."""
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


if __name__ == "__main__":
    unittest.main()
