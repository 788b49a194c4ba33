"""Removed, it is stopped and keeps what it knew; purged, it leaves nothing."""

import os
import pathlib
import unittest

from client import create_session
from machine import COLLECTED, COLLECTION, SERVICE, UNITS, eventually, files, run, show
import test_installation

ACCOUNTS = {f"/etc/{name}-" for name in ("passwd", "group", "shadow", "gshadow", "subuid", "subgid")}


class RemovalTests(unittest.TestCase):
    def test_1_removal_stops_it_and_keeps_settings_and_sessions(self) -> None:
        create_session()
        COLLECTED.parent.mkdir(parents=True, exist_ok=True)
        run("systemctl", "start", COLLECTION[0])
        self.assertTrue(eventually(COLLECTED.exists))
        run("dpkg", "--remove", "leashd")
        for unit in UNITS + COLLECTION:
            self.assertEqual(show(unit, "ActiveState"), "inactive", unit)
        self.assertEqual(show(SERVICE, "LoadState"), "not-found")
        self.assertFalse(os.path.exists("/run/leashd/spend.sock"))
        self.assertFalse(COLLECTED.exists())
        self.assertTrue(os.path.exists("/var/lib/leashd/leash.db"))
        self.assertTrue(os.path.exists("/etc/leashd/leashd.conf"))

    def test_2_purging_leaves_nothing(self) -> None:
        run("dpkg", "--purge", "leashd")
        # The accounts stay; of the files that hold them there is a copy from before each change.
        theirs = ACCOUNTS | {str(COLLECTED.parent), str(COLLECTED.parent.parent)}
        left = files() - test_installation.InstallationTests.before - theirs
        # A Prometheus that came with promtool works on meanwhile.
        self.assertEqual({path for path in left if not path.startswith("/var/lib/prometheus/metrics2")}, set())
        self.assertEqual([path for path in pathlib.Path("/run").glob("**/*leash*")], [])
