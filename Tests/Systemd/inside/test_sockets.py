"""Sockets that are not what their names say, and none at all."""

import os
import stat

from client import CONTROL, SPEND, Client, leashctl
from machine import COLLECTED, COLLECTION, SERVICE, SOCKETS, MachineTestCase, drop_in, eventually, group, is_active
from machine import is_another, main_process, messages, run, setting, show


class SocketTests(MachineTestCase):
    def refuses(self, change: str, words: str) -> None:
        """A changed leashd.socket keeps the service from starting, with these words and for good."""
        run("systemctl", "stop", *SOCKETS)
        drop_in("leashd.socket", change)
        run("systemctl", "start", "leashd.socket")
        run("systemctl", "start", "--no-block", SERVICE)
        self.assertTrue(eventually(lambda: show(SERVICE, "ExecMainStatus") == "78"), messages())
        self.assertTrue(eventually(lambda: show(SERVICE, "ActiveState") == "failed"))
        self.assertIn(words, messages())

    def test_a_socket_under_the_name_of_the_other_is_refused(self) -> None:
        run("systemctl", "mask", "--runtime", "leashd-control.socket")
        try:
            self.refuses(
                "[Socket]\nFileDescriptorName=control\n",
                f"the socket named control listens on {SPEND}: its file has to be called control.sock")
        finally:
            run("systemctl", "unmask", "--runtime", "leashd-control.socket")

    def test_an_abstract_socket_which_everybody_reaches_is_refused(self) -> None:
        self.refuses(
            "[Socket]\nListenStream=\nListenStream=@spend.sock\n", "the socket named spend listens on no file")

    def test_a_socket_of_another_type_is_refused(self) -> None:
        self.refuses(
            "[Socket]\nListenStream=\nListenSequentialPacket=/run/leashd/spend.sock\n", "is no listening Unix stream socket")

    def test_a_socket_of_no_known_name_is_refused(self) -> None:
        self.refuses("[Socket]\nFileDescriptorName=other\n", "a socket named \"other\"; spend and control are known")

    def test_a_drop_in_gives_a_socket_another_group_and_place(self) -> None:
        run("systemctl", "stop", *SOCKETS)
        drop_in("leashd.socket", "[Socket]\nSocketGroup=users\nListenStream=\nListenStream=/run/shop/spend.sock\n")
        run("systemctl", "start", *SOCKETS)
        with Client("/run/shop/spend.sock") as client:
            self.assertIn("wallet", client.call("rpc_modules"))
        self.assertEqual(group(os.stat("/run/shop/spend.sock").st_gid), "users")

    def test_a_socket_that_is_restarted_or_stopped_takes_the_service_with_it(self) -> None:
        leashctl("status")
        before = main_process()
        os.unlink(CONTROL)
        run("systemctl", "restart", "leashd-control.socket")
        leashctl("status")
        self.assertTrue(is_another(before))
        run("systemctl", "stop", *SOCKETS)
        self.assertTrue(eventually(lambda: show(SERVICE, "ActiveState") == "inactive"))

    def test_where_no_socket_is_open_what_is_collected_says_so(self) -> None:
        COLLECTED.parent.mkdir(parents=True, exist_ok=True)
        run("systemctl", "start", COLLECTION[1])
        self.assertIn("\nleashd_up 1\n", COLLECTED.read_text())
        run("systemctl", "stop", *SOCKETS)
        run("systemctl", "start", COLLECTION[1])
        self.assertIn("\nleashd_up 0\n", COLLECTED.read_text())

    def test_without_sockets_it_binds_them_for_its_own_group(self) -> None:
        self.bound_by_itself("", (0o660, "leashd"), (0o660, "leashd"))

    def test_without_sockets_it_binds_them_for_the_groups_of_its_settings(self) -> None:
        drop_in(SERVICE, "[Service]\nSupplementaryGroups=leash leash-admin\nSystemCallFilter=@chown\n")
        self.bound_by_itself(
            "[Sockets]\nSpendSocketGroup=leash\nSpendSocketMode=0666\nControlSocketGroup=leash-admin\n",
            (0o666, "leash"), (0o660, "leash-admin"))

    def bound_by_itself(self, settings: str, spend: tuple, control: tuple) -> None:
        setting(settings)
        run("systemctl", "stop", *SOCKETS)
        run("systemctl", "mask", "--runtime", *SOCKETS)
        try:
            run("systemctl", "start", SERVICE)
            self.assertTrue(is_active(SERVICE))
            for path, wanted in ((SPEND, spend), (CONTROL, control)):
                status = os.stat(path)
                self.assertEqual((stat.S_IMODE(status.st_mode), group(status.st_gid)), wanted)
                with Client(path) as client:
                    client.call("rpc_modules")
            run("systemctl", "stop", SERVICE)
            self.assertFalse(os.path.exists(SPEND) or os.path.exists(CONTROL))
        finally:
            run("systemctl", "unmask", "--runtime", *SOCKETS)
