"""An upgrade restarts the daemon, and nobody at its sockets notices more than a wait."""

import pathlib
import tempfile
import threading

from client import create_session, spent
from machine import COLLECTION, PACKAGE, SERVICE, SOCKETS, MachineTestCase, eventually, install, is_active
from machine import is_another, main_process, run
from test_restarts import Worker


def next_version(directory: str) -> pathlib.Path:
    """The same package with a higher version."""
    laid = f"{directory}/leashd"
    run("dpkg-deb", "--raw-extract", str(PACKAGE), laid)
    control = pathlib.Path(f"{laid}/DEBIAN/control")
    control.write_text(control.read_text().replace("\nVersion: ", "\nVersion: 1:"))
    built = pathlib.Path(f"{directory}/next.deb")
    run("dpkg-deb", "--build", laid, str(built))
    return built


class UpgradeTests(MachineTestCase):
    def test_an_upgrade_refuses_nobody_and_keeps_everything(self) -> None:
        session = create_session()
        settings = pathlib.Path("/etc/leashd/leashd.conf.d/mine.conf")
        settings.write_text("[Limits]\nBatchLimit=100\n")
        run("systemctl", "enable", "--now", COLLECTION[0])
        before = main_process()
        ending = threading.Event()
        workers = [Worker(session, number, ending) for number in range(2)]
        for worker in workers:
            worker.start()
        try:
            with tempfile.TemporaryDirectory() as directory:
                install(next_version(directory))
            self.assertTrue(eventually(lambda: is_another(before)))
        finally:
            ending.set()
            for worker in workers:
                worker.join()
        self.assertEqual([worker.failures for worker in workers], [[], []])
        self.assertEqual(spent(session), sum(worker.answered for worker in workers))
        self.assertTrue(run("dpkg-query", "--show", "--showformat=${Version}", "leashd").startswith("1:"))
        self.assertTrue(settings.exists())
        settings.unlink()
        self.assertTrue(is_active(COLLECTION[0]))
        run("systemctl", "disable", "--now", COLLECTION[0])

    def test_a_daemon_that_waits_for_its_first_caller_goes_on_waiting(self) -> None:
        run("dpkg-reconfigure", "--frontend=noninteractive", "leashd")
        self.assertFalse(is_active(SERVICE))
        self.assertTrue(all(is_active(unit) for unit in SOCKETS))
