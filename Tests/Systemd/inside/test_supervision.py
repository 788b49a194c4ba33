"""A daemon that is killed or hangs is started again, and has forgotten nothing."""

import os
import signal

from client import SPEND, Client, create_session, payment, spent
from machine import SERVICE, UNITS, MachineTestCase, drop_in, eventually, is_another, main_process, messages, run, show


class SupervisionTests(MachineTestCase):
    def spend(self, session: str, key: str) -> dict:
        with Client(SPEND) as client:
            return client.call("session_authorize", **payment(session, key))

    def test_after_a_kill_it_is_there_again_with_what_it_knew(self) -> None:
        session = create_session()
        first = self.spend(session, "order-1")
        before = main_process()
        os.kill(before, signal.SIGKILL)
        self.assertEqual(self.spend(session, "order-1"), first)
        self.assertNotEqual(main_process(), before)
        self.assertEqual(spent(session), 1)

    def test_whoever_does_not_ask_finds_it_restarted_as_well(self) -> None:
        create_session()
        before = main_process()
        os.kill(before, signal.SIGKILL)
        self.assertTrue(eventually(lambda: is_another(before)))
        self.assertEqual(show(SERVICE, "NRestarts"), "1")

    def test_the_watchdog_ends_one_that_hangs(self) -> None:
        drop_in(SERVICE, "[Service]\nWatchdogSec=5s\nTimeoutAbortSec=1s\n")
        session = create_session()
        self.spend(session, "order-1")
        before = main_process()
        os.kill(before, signal.SIGSTOP)
        self.assertTrue(eventually(lambda: is_another(before)))
        self.assertIn("Watchdog timeout", messages())
        self.assertEqual(spent(session), 1)

    def test_one_that_turns_satisfies_the_watchdog(self) -> None:
        # It gives a sign of life twice in that time: a machine that stands still for a few seconds ends nothing.
        drop_in(SERVICE, "[Service]\nWatchdogSec=10s\n")
        create_session()
        before, signs = main_process(), set()

        def is_outlived() -> bool:
            signs.add(show(SERVICE, "WatchdogTimestampMonotonic"))
            return len(signs) > 3

        self.assertTrue(eventually(is_outlived), signs)
        self.assertEqual(main_process(), before)

    def test_told_to_stop_it_ends_well(self) -> None:
        create_session()
        run("systemctl", "stop", *UNITS)
        self.assertEqual((show(SERVICE, "Result"), show(SERVICE, "ExecMainStatus")), ("success", "0"))
        self.assertIn("stopping", messages())
