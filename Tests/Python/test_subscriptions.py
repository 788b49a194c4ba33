"""web3.py's asynchronous provider against the real daemon: subscriptions, and what becomes of them."""

import asyncio
import contextlib
import unittest

from web3 import AsyncIPCProvider, AsyncWeb3

from clients import DaemonTestCase, creation, transfer
from daemon import BOUND


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


if __name__ == "__main__":
    unittest.main()
