"""What the daemon keeps is closed to everybody else."""

import os
import stat
import unittest

from peers import PEERS, AccessTestCase, as_peer, ask, native


class Files(AccessTestCase):
    def modes(self):
        found = {}
        for place in (self.daemon.state, self.daemon.runtime):
            for name in ["", *os.listdir(place)]:
                status = os.lstat(os.path.join(place, name))
                found[os.path.join(os.path.basename(place), name)] = stat.S_IMODE(status.st_mode)
        return found

    def test_nothing_is_open_to_others(self):
        modes = self.modes()
        self.assertIn("state/leash.db", modes)
        self.assertIn("state/leash.db-wal", modes)
        self.assertEqual(modes.pop("run/"), 0o755)
        self.assertEqual(modes.pop("state/"), 0o700)
        self.assertEqual([modes.pop("run/spend.sock"), modes.pop("run/control.sock")], [0o660, 0o660])
        for path, mode in modes.items():
            self.assertEqual(mode & 0o077, 0, f"{path} has the mode {mode:o}")

    def test_a_careless_umask_and_directory_change_nothing(self):
        self.daemon.stop()
        for name in os.listdir(self.daemon.state):
            os.unlink(os.path.join(self.daemon.state, name))
        os.chmod(self.daemon.state, 0o755)
        before = os.umask(0)
        try:
            self.daemon.start()
        finally:
            os.umask(before)
        ask(self.connect("control"), "wallet_createSession", [native("0x1")])
        modes = self.modes()
        for name in os.listdir(self.daemon.state):
            self.assertEqual(modes[f"state/{name}"] & 0o077, 0, name)

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody else")
    def test_no_peer_reaches_the_files(self):
        for peer, (uid, groups) in PEERS.items():
            if uid == 0:
                continue
            with self.subTest(peer=peer):
                self.assertEqual(as_peer(uid, groups, self.reach), [])

    def reach(self):
        """What this peer can do to the files, which should be nothing."""
        store, runtime = os.path.join(self.daemon.state, "leash.db"), self.daemon.runtime
        attempts = {
            "list the state": lambda: os.listdir(self.daemon.state),
            "read the store": lambda: open(store, "rb").close(),
            "write the store": lambda: open(store, "ab").close(),
            "remove the store": lambda: os.unlink(store),
            "put a file beside the store": lambda: open(store + "-journal", "wb").close(),
            "put a file beside the sockets": lambda: open(os.path.join(runtime, "x"), "wb").close(),
            "remove a socket": lambda: os.unlink(self.daemon.path("spend")),
            "take a socket's place": lambda: os.rename(self.daemon.path("spend"), self.daemon.path("control")),
            "open a socket to all": lambda: os.chmod(self.daemon.path("control"), 0o777),
        }
        done = []
        for what, attempt in attempts.items():
            try:
                attempt()
                done.append(what)
            except PermissionError:
                pass
        return done


if __name__ == "__main__":
    unittest.main()
