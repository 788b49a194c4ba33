"""A backup under load, and the drill of docs/operations.md: the copy is refused until an administrator says the word."""

import pathlib
import tempfile
import threading

from client import create_session, leashctl, spent
from machine import SERVICE, MachineTestCase, eventually, journal, recorded, run, show, stop
from test_restarts import Worker

STATE = pathlib.Path("/var/lib/leashd")
ACCEPT = ["runuser", "-u", "leashd", "--", "leashd", "--accept-restored-store", "--state-directory", str(STATE)]
NOT_RECOGNISED = "8f30910cdc974dec8d8d6f5894261660"
ACCEPTED = "cf6472048caa49a48d9c6ed2205f120e"
BACKUP_MADE = "bf963fbef22a4c8090e9a1baf271181d"


def restore(copy: pathlib.Path) -> None:
    for name in ("leash.db", "leash.db-wal", "leash.db-shm"):
        (STATE / name).unlink(missing_ok=True)
    run("install", "-o", "leashd", "-g", "leashd", "-m", "600", str(copy), str(STATE / "leash.db"))


class BackupTests(MachineTestCase):
    def test_a_backup_that_is_put_back_waits_for_the_administrators_word(self) -> None:
        session = create_session()
        with tempfile.TemporaryDirectory() as directory:
            copy = pathlib.Path(directory) / "leashd.db"
            ending = threading.Event()
            worker = Worker(session, 7, ending)
            worker.start()
            try:
                self.assertTrue(eventually(lambda: worker.answered > 20))
                before = worker.answered
                leashctl("backup", str(copy))
            finally:
                ending.set()
                worker.join()
            self.assertEqual(worker.failures, [])
            self.assertEqual([path.name for path in copy.parent.iterdir()], ["leashd.db"])
            self.assertTrue(recorded(f"MESSAGE_ID={BACKUP_MADE}"))
            self.assertEqual([path.name for path in STATE.glob("backup*")], [])

            stop()
            restore(copy)
            run("systemctl", "start", "--no-block", SERVICE)
            self.assertTrue(eventually(lambda: show(SERVICE, "ExecMainStatus") == "78"))
            self.assertTrue(eventually(lambda: show(SERVICE, "ActiveState") == "failed"))
            self.assertIn("--accept-restored-store", str(journal(f"MESSAGE_ID={NOT_RECOGNISED}")))
            self.assertEqual(journal(f"MESSAGE_ID={ACCEPTED}"), [])

            self.assertIn("is accepted", run(*ACCEPT))
            run("systemctl", "reset-failed", SERVICE)
            run("systemctl", "start", SERVICE)
            self.assertIn("LEASH_KNOWN_EVENT_SEQ", journal(f"MESSAGE_ID={ACCEPTED}")[-1])
            self.assertGreaterEqual(spent(session), before)
            run("systemctl", "restart", SERVICE)
            self.assertEqual(len(journal(f"MESSAGE_ID={ACCEPTED}")), 1)
