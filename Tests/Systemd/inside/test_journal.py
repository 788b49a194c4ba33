"""What reaches the journal: records with fields, their explanations, and never more than one can read."""

import collections
import threading

from client import SPEND, Client, Refused, create_session, leashctl, payment, request
from machine import MachineTestCase, eventually, journal, recorded, run, setting

GRANTED = "99532c7639a64e32b7f311ea4fad6747"
ENDED = "f7e8ae9a8ffc4550a710fed187970f59"
DENIED = "7dcc80b168c14df09bb29d0778a60557"
OMITTED = "7578f99e026848de9f46e7ff95aa7a99"
# What journald itself says where it left records out.
SUPPRESSED = "a596d6fe7bfa4994828e72309e95d61e"
WARNING, NOTICE = "4", "5"
BATCHES, BATCH = 40, 250
LINES_A_SECOND = 50


def second(record: dict) -> int:
    """When it was sent, where the kernel has noted it: the journal may receive it later."""
    return int(record.get("_SOURCE_REALTIME_TIMESTAMP", record["__REALTIME_TIMESTAMP"])) // 10**6


class JournalTests(MachineTestCase):
    def explained(self, record: dict) -> str:
        return run("journalctl", "--catalog", "--no-pager", f"--cursor={record['__CURSOR']}", "--lines=1")

    def test_a_session_s_life_is_told_in_fields_and_explained(self) -> None:
        session = create_session()
        granted = recorded(f"MESSAGE_ID={GRANTED}", f"LEASH_SESSION={session}")
        self.assertEqual([record["PRIORITY"] for record in granted], [NOTICE])
        for field in "LEASH_ACCOUNT", "LEASH_CHAIN", "LEASH_EVENT_SEQ", "LEASH_PEER_UID", "LEASH_PEER_GID", "LEASH_PEER_PID":
            self.assertIn(field, granted[0])
        self.assertIn(f"Session {session} was granted", self.explained(granted[0]))
        leashctl("revoke", session)
        ended = recorded(f"MESSAGE_ID={ENDED}", f"LEASH_SESSION={session}")
        self.assertEqual([(record["PRIORITY"], record["LEASH_CODE"]) for record in ended], [(NOTICE, "revoked")])
        self.assertIn(f"Session {session} has ended: revoked", self.explained(ended[0]))

    def test_a_denial_is_a_warning_that_says_why(self) -> None:
        session = create_session()
        order = {**payment(session, "too-much"), "calls": [{"to": "0x" + "55" * 20, "value": hex(10**18 + 1)}]}
        with Client(SPEND) as client, self.assertRaises(Refused):
            client.call("session_authorize", **order)
        denied = recorded(f"MESSAGE_ID={DENIED}", f"LEASH_SESSION={session}")
        self.assertEqual([record["PRIORITY"] for record in denied], [WARNING])
        self.assertEqual(denied[0]["LEASH_CODE"], "native_allowance_exceeded")
        self.assertIn("A request was denied: native_allowance_exceeded", self.explained(denied[0]))

    def test_at_full_load_it_stays_readable_and_says_what_it_left_out(self) -> None:
        setting("[Log]\nLevel=debug\n")
        session = create_session()

        def work(worker: int) -> None:
            with Client(SPEND) as client:
                for batch in range(BATCHES):
                    keys = [f"worker-{worker}-batch-{batch}-order-{number}" for number in range(BATCH)]
                    orders = [payment(session, key) for key in keys]
                    for order in orders[::2]:
                        order["calls"] = [{"to": "0x" + "55" * 20, "value": hex(10**19)}]
                    client.send([request("session_authorize", **order) for order in orders])
                    client.answer()

        workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        seconds = collections.Counter(second(record) for record in journal())
        print(f"{4 * BATCHES * BATCH} requests, {max(seconds.values())} lines a second", end=" ... ")
        # The daemon counts by its own clock, read as a turn begins: what two of its seconds let through may have one stamp.
        self.assertLess(max(seconds.values()), 2 * LINES_A_SECOND)

        def omitted() -> int:
            return sum(int(record["LEASH_OMITTED"]) for record in journal(f"MESSAGE_ID={OMITTED}"))

        # What a second left out is told in the next one, and all of it may have been one second's.
        self.assertTrue(eventually(lambda: omitted() > 1000), omitted())
        self.assertEqual(run("journalctl", "--quiet", "--output=cat", f"MESSAGE_ID={SUPPRESSED}"), "")
