"""web3.py against the real daemon: the synchronous and the asynchronous provider, subscriptions, restarts."""

import asyncio
import contextlib
import unittest

from web3 import AsyncIPCProvider, AsyncWeb3, IPCProvider, Web3

from daemon import BOUND, Connection, Daemon

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


class AsynchronousProvider(DaemonTestCase):
    """Each test is one coroutine that has to end within the bound."""

    def within_bound(self, coroutine):
        async def bounded():
            async with asyncio.timeout(BOUND):
                await coroutine

        asyncio.run(bounded())

    @contextlib.asynccontextmanager
    async def web3(self, name="control"):
        async with AsyncWeb3(AsyncIPCProvider(self.daemon.path(name))) as web3:
            yield web3

    async def asked(self, web3, method, params):
        return self.result(await web3.provider.make_request(method, [params]))

    async def new_session(self, web3, label="a label"):
        return (await self.asked(web3, "wallet_createSession", creation(label)))["sessionId"]

    async def notified(self, web3, count):
        """So many notifications, each as (subscription, event)."""
        received = []
        if count == 0:
            return received
        async for message in web3.socket.process_subscriptions():
            received.append((message["subscription"], message["result"]))
            if len(received) == count:
                return received

    def test_client_version(self):
        async def run():
            async with self.web3("spend") as web3:
                self.assertTrue((await web3.client_version).startswith("leashd/"))
                self.assertTrue(await web3.is_connected())

        self.within_bound(run())

    def test_notifications_come_in_order(self):
        async def run():
            async with self.web3() as web3:
                name = await web3.eth.subscribe("sessions", {})
                session = await self.new_session(web3, "{ a } \"label\"")
                authorized = await self.asked(web3, "session_authorize", transfer(session, 5))
                await self.asked(web3, "session_settle",
                                 {"authorizationId": authorized["authorizationId"], "outcome": "reverted"})
                await self.asked(web3, "session_revoke", {"sessionId": session, "reason": "{ enough }"})
                received = await self.notified(web3, 4)
                self.assertEqual({subscription for subscription, _ in received}, {name})
                events = [event for _, event in received]
                self.assertEqual([event["type"] for event in events],
                                 ["session_created", "authorization_reserved", "authorization_settled",
                                  "session_revoked"])
                self.assertEqual([event["seq"] for event in events], [1, 2, 3, 4])
                self.assertEqual({event["sessionId"] for event in events}, {session})
                self.assertEqual(events[2]["data"]["outcome"], "reverted")
                self.assertEqual(events[3]["data"]["reason"], "{ enough }")

        self.within_bound(run())

    def test_subscribe_without_a_filter(self):
        async def run():
            async with self.web3() as web3:
                await web3.eth.subscribe("sessions")
                session = await self.new_session(web3)
                [(_, event)] = await self.notified(web3, 1)
                self.assertEqual((event["type"], event["sessionId"]), ("session_created", session))

        self.within_bound(run())

    def test_one_session_only(self):
        async def run():
            async with self.web3() as web3:
                first, second = await self.new_session(web3), await self.new_session(web3)
                await web3.eth.subscribe("sessions", {"sessionId": second})
                await self.asked(web3, "session_revoke", {"sessionId": first})
                await self.asked(web3, "session_revoke", {"sessionId": second})
                [(_, event)] = await self.notified(web3, 1)
                self.assertEqual((event["sessionId"], event["seq"]), (second, 4))

        self.within_bound(run())

    def test_unsubscribe(self):
        async def run():
            async with self.web3() as web3:
                name = await web3.eth.subscribe("sessions", {})
                await self.new_session(web3)
                self.assertTrue(await web3.eth.unsubscribe(name))
                session = await self.new_session(web3)
                again = await web3.eth.subscribe("sessions", {"after": 1})
                received = await self.notified(web3, 1)
                while received[-1][0] != again:  # what came before the end of the first subscription
                    self.assertEqual(received[-1][1]["seq"], 1)
                    received += await self.notified(web3, 1)
                self.assertEqual((received[-1][1]["seq"], received[-1][1]["sessionId"]), (2, session))

        self.within_bound(run())

    def test_a_new_subscriber_misses_nothing(self):
        async def run():
            async with self.web3() as web3:
                await web3.eth.subscribe("sessions", {})
                sessions = [await self.new_session(web3) for _ in range(3)]
                seen = [event for _, event in await self.notified(web3, 3)]
            async with self.web3() as web3:  # nobody listens
                sessions += [await self.new_session(web3) for _ in range(40)]
            async with self.web3() as web3:
                await web3.eth.subscribe("sessions", {"after": seen[-1]["seq"]})
                sessions.append(await self.new_session(web3))
                seen += [event for _, event in await self.notified(web3, 41)]
            self.assertEqual([event["seq"] for event in seen], list(range(1, 45)))
            self.assertEqual([event["sessionId"] for event in seen], sessions)

        self.within_bound(run())

    def test_after_a_restart(self):
        async def run():
            async with self.web3() as web3:
                await web3.eth.subscribe("sessions", {})
                first = await self.new_session(web3)
                [(_, event)] = await self.notified(web3, 1)
                await asyncio.to_thread(self.daemon.restart)
                with contextlib.suppress(Exception):  # the connection is over: web3.py says so in its own way
                    await self.notified(web3, 1)
            async with self.web3() as web3:
                second = await self.new_session(web3)
                await web3.eth.subscribe("sessions", {"after": event["seq"]})
                await self.asked(web3, "session_revoke", {"sessionId": first})
                events = [event for _, event in await self.notified(web3, 2)]
                self.assertEqual([(event["seq"], event["type"], event["sessionId"]) for event in events],
                                 [(2, "session_created", second), (3, "session_revoked", first)])

        self.within_bound(run())

    def test_two_subscribers(self):
        async def run():
            async with self.web3() as one, self.web3() as other:
                await one.eth.subscribe("sessions", {})
                await other.eth.subscribe("sessions", {})
                sessions = [await self.new_session(one) for _ in range(5)]
                for web3 in (one, other):
                    events = [event for _, event in await self.notified(web3, 5)]
                    self.assertEqual([event["sessionId"] for event in events], sessions)

        self.within_bound(run())


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
