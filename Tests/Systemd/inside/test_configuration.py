"""Settings: drop-ins, reloading, and what a fault in them does."""

import pathlib

from client import Client, Gone, leashctl
from machine import SERVICE, SOCKETS, MachineTestCase, drop_in, eventually, is_active, main_process, messages, run
from machine import Failed, setting, show


def batch(size: int):
    with Client() as client:
        client.send([{"jsonrpc": "2.0", "id": 1, "method": "rpc_modules"}] * size)
        return client.answer()


class ConfigurationTests(MachineTestCase):
    def test_a_drop_in_counts_and_is_read_again_by_a_reload(self) -> None:
        setting("[Limits]\nBatchLimit=2\n")
        self.assertIn("error", batch(3))
        self.assertEqual(len(batch(2)), 2)
        before = main_process()
        setting("[Limits]\nBatchLimit=3\n")
        run("systemctl", "reload", SERVICE)
        self.assertTrue(eventually(lambda: len(batch(3)) == 3))
        self.assertEqual(main_process(), before)
        self.assertTrue(is_active(SERVICE))

    def test_a_faulty_drop_in_changes_nothing_that_runs(self) -> None:
        setting("[Limits]\nBatchLimit=2\n")
        leashctl("status")
        setting("[Limits]\nBatchLimit=several\n")
        with self.assertRaises(Failed):
            run("systemctl", "reload", SERVICE)
        self.assertTrue(eventually(lambda: "test.conf:2:" in messages()))
        self.assertTrue(is_active(SERVICE))
        self.assertEqual(len(batch(2)), 2)
        self.assertIn("error", batch(3))

    def test_a_faulty_drop_in_keeps_it_from_starting_until_it_is_mended(self) -> None:
        setting("[Limits]\nBatchLimits=2\n")
        with self.assertRaises(Failed):
            run("systemctl", "start", SERVICE)
        self.assertEqual(show(SERVICE, "ExecMainStatus"), "78")
        self.assertEqual(show(SERVICE, "NRestarts"), "0")
        self.assertTrue(is_active(SOCKETS[0]))
        setting(None)
        run("systemctl", "start", SERVICE)
        leashctl("status")

    def test_a_caller_does_not_have_a_faulty_start_tried_for_ever(self) -> None:
        # Else the socket would be failed before the service.
        allowed = [int(show(unit, limit)) for unit, limit in [(SERVICE, "StartLimitBurst"), (SOCKETS[1], "TriggerLimitBurst")]]
        self.assertLess(*allowed)
        # Fewer starts than that, and in a longer time, so that a slow machine comes to an end as well.
        drop_in(SERVICE, "[Unit]\nStartLimitIntervalSec=10min\nStartLimitBurst=20\n")
        # Twice within that time: what the first time used up must not count the second time.
        for _ in range(2):
            setting("[Limits]\nBatchLimits=2\n")
            with self.assertRaises(Gone), Client() as client:
                client.call("rpc_modules")
            self.assertTrue(eventually(lambda: show(SOCKETS[1], "ActiveState") == "failed"))
            self.assertEqual(show(SOCKETS[1], "Result"), "service-start-limit-hit")
            setting(None)
            # As the manual says.
            run("systemctl", "reset-failed", SERVICE, *SOCKETS)
            run("systemctl", "start", *SOCKETS)
            leashctl("status")
            run("systemctl", "stop", SERVICE)

    def test_a_caller_does_not_have_a_start_that_never_comes_tried_for_ever(self) -> None:
        failing = pathlib.Path("/run/systemd/system/leashd-test-failing.service")
        failing.write_text("[Service]\nType=oneshot\nExecStart=/usr/bin/false\n")
        drop_in(SERVICE, f"[Unit]\nRequires={failing.name}\nAfter={failing.name}\n")
        drop_in(SOCKETS[1], "[Socket]\nTriggerLimitIntervalSec=1min\nTriggerLimitBurst=20\n")
        try:
            with self.assertRaises(Gone), Client() as client:
                client.call("rpc_modules")
            self.assertTrue(eventually(lambda: show(SOCKETS[1], "Result") == "trigger-limit-hit"))
        finally:
            failing.unlink()
