"""web3.py and plain sockets against the real daemon: what is asked, batches, restarts, a backlog of events."""

import unittest

from web3 import Web3

from clients import DaemonTestCase, creation, transfer
from daemon import Connection


class SynchronousProvider(DaemonTestCase):
    def test_client_version(self):
        for name in ("control", "spend"):
            version = Web3(self.provider(name)).client_version
            self.assertRegex(version, r"^leashd/[^/]+/linux-?[^/]*/swift")

    def test_is_connected(self):
        self.assertTrue(Web3(self.control()).is_connected())

    def test_a_session_from_creation_to_revocation(self):
        control, spend = self.control(), self.provider("spend")
        session = self.created(control)
        self.assertEqual(self.result(control.make_request("session_get", [{"sessionId": session}]))["label"],
                         creation()["label"])
        check = self.result(spend.make_request("session_check", [transfer(session, 900)]))
        self.assertEqual((check["decision"], check["reasons"]), ("allow", []))
        authorized = self.result(spend.make_request("session_authorize", [transfer(session, 600)]))
        self.assertEqual(authorized["state"], "reserved")
        denied = spend.make_request("session_authorize", [transfer(session, 301)])["error"]
        self.assertEqual((denied["code"], denied["data"]["code"]), (4100, "token_allowance_exceeded"))
        settlement = {"authorizationId": authorized["authorizationId"], "outcome": "success"}
        settled = self.result(spend.make_request("session_settle", [settlement]))
        self.assertEqual((settled["state"], settled["outcome"]), ("settled", "success"))
        revocation = {"sessionId": session, "reason": "the test is over"}
        self.assertEqual(self.result(control.make_request("session_revoke", [revocation])), {"revoked": [session]})
        ended = self.result(spend.make_request("session_get", [{"sessionId": session}]))
        self.assertEqual((ended["status"], ended["endReason"]), ("revoked", "the test is over"))
        self.assertEqual([meter["remaining"] for meter in ended["meters"]], ["0x0"])

    def test_who_spends_does_not_administer(self):
        spend = self.provider("spend")
        for method in ("wallet_createSession", "session_revoke", "session_list", "session_events", "daemon_status"):
            error = spend.make_request(method, [{}])["error"]
            self.assertEqual((error["code"], error["data"]["code"]), (4100, "control_socket_only"), method)

    def test_a_batch(self):
        control = self.control()
        session = self.created(control)
        answers = control.make_batch_request([("session_get", [{"sessionId": session}]),
                                              ("session_check", [transfer(session, 1)]), ("web3_clientVersion", [])])
        self.assertEqual(self.result(answers[0])["sessionId"], session)
        self.assertEqual(self.result(answers[1])["decision"], "allow")
        self.assertTrue(self.result(answers[2]).startswith("leashd/"))

    def test_an_answer_larger_than_one_read(self):
        control = self.control()
        sessions = [self.created(control, label=f"{{ session {n} }}") for n in range(100)]
        listed = self.result(control.make_request("session_list", [{"limit": 100}]))
        self.assertEqual([s["sessionId"] for s in listed["sessions"]], sessions[::-1])

    def test_the_same_provider_after_a_restart(self):
        control = self.control()
        session = self.created(control)
        self.result(control.make_request("session_authorize", [transfer(session, 900)]))
        self.daemon.restart()
        # web3.py notices the broken pipe, connects again and sends without a line end.
        found = self.result(control.make_request("session_get", [{"sessionId": session}]))
        self.assertEqual((found["status"], found["meters"][0]["reserved"]), ("active", "0x384"))
        denied = control.make_request("session_authorize", [transfer(session, 1)])["error"]
        self.assertEqual(denied["data"]["code"], "token_allowance_exceeded")


class PlainSocket(DaemonTestCase):
    def connected(self):
        connection = Connection(self.daemon.path("control"))
        self.addCleanup(connection.close)
        return connection

    def test_session_subscribe_sends_the_backlog_first(self):
        asking, listening = self.connected(), self.connected()
        sessions = [self.result(asking.request("wallet_createSession", creation()))["sessionId"] for _ in range(3)]
        name = self.result(listening.request("session_subscribe", {"after": 1}))
        sessions.append(self.result(asking.request("wallet_createSession", creation()))["sessionId"])
        for seq in (2, 3, 4):
            message = listening.receive()
            self.assertEqual(message["method"], "session_subscription")
            self.assertNotIn("id", message)
            self.assertEqual(message["params"]["subscription"], name)
            event = message["params"]["result"]
            self.assertEqual((event["seq"], event["sessionId"]), (seq, sessions[seq - 1]))


if __name__ == "__main__":
    unittest.main()
