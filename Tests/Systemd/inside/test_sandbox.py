"""The sandbox is really in force: on the daemon itself, and on a probe that runs under the same unit."""

import contextlib
import json
import os
import pathlib
import re
import shutil

from client import leashctl
from machine import SERVICE, Failed, MachineTestCase, group, main_process, run, show

UNIT = pathlib.Path("/run/systemd/system/leashd-probe.service")
MAY = {
    "write state", "write runtime", "make a Unix socket", "run where nobody else does", "keep to a processor",
}
# What makes a service of it: the sandbox stays.
LEFT_OUT = re.compile(
    r"^(Sockets|Restart|ExecReload|WatchdogSec|Type|NotifyAccess|\[Install\]|WantedBy|Also).*\n", re.MULTILINE)


class SandboxTests(MachineTestCase):
    def test_the_daemon_holds_no_privilege(self) -> None:
        leashctl("status")
        status = dict(
            line.split(":\t", 1) for line in pathlib.Path(f"/proc/{main_process()}/status").read_text().splitlines())
        for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
            self.assertEqual(int(status[kind], 16), 0, kind)
        self.assertEqual((status["NoNewPrivs"], status["Seccomp"]), ("1", "2"))
        self.assertEqual([group(int(number)) for number in status["Groups"].split()], ["leashd"])

    def test_the_daemon_has_a_network_of_its_own_and_sees_users_as_they_are(self) -> None:
        leashctl("status")
        for name, is_shared in (("net", False), ("mnt", False), ("ipc", False), ("user", True)):
            its, ours = (os.readlink(f"/proc/{process}/ns/{name}") for process in (main_process(), 1))
            self.assertEqual(its == ours, is_shared, name)

    def test_its_exposure_is_at_most_a_half(self) -> None:
        judged = run("systemd-analyze", "security", "--no-pager", "--threshold=5", SERVICE)
        exposure = re.search(r"exposure level for leashd.service: ([\d.]+)", judged)
        self.assertLessEqual(float(exposure[1]), 0.5)

    def test_what_it_does_not_need_it_cannot_do(self) -> None:
        seen = self.probed()
        done = {name for name, outcome in seen.items() if outcome == "done"}
        self.assertEqual(done, MAY, seen)
        # Not only because of whose these directories are.
        for directory in ("/etc", "/usr", "/var"):
            self.assertEqual(seen[f"write {directory}"], "EROFS", seen)
        self.assertEqual(seen["processes"], [seen["uid"]])
        self.assertEqual(seen["temporary files"], [])
        self.assertEqual(seen["interfaces"], ["lo"])

    def probed(self) -> dict:
        """What a probe finds under the unit as it is, but for what it runs."""
        python = os.path.realpath(shutil.which("python3"))
        unit = LEFT_OUT.sub("", run("systemctl", "cat", SERVICE))
        start = f"Type=oneshot\nSyslogIdentifier=probe\nExecStart={python} /opt/probe.py"
        unit = re.sub(r"(?m)^ExecStart=.*$", start, unit)
        unit = unit.replace("ExecPaths=/usr/sbin/leashd", f"ExecPaths={python} -/usr/local/lib")
        shutil.copy(pathlib.Path(__file__).parent / "probe.py", "/opt/probe.py")
        UNIT.write_text(unit)
        try:
            run("systemctl", "daemon-reload")
            # What came of it is asked below.
            with contextlib.suppress(Failed):
                run("systemctl", "start", UNIT.name)
            run("journalctl", "--sync")
            said = run("journalctl", "--quiet", "--output=cat", "--identifier=probe", f"--unit={UNIT.name}")
            self.assertEqual(show(UNIT.name, "Result"), "success", run("journalctl", f"--unit={UNIT.name}"))
            return json.loads(said.splitlines()[-1])
        finally:
            UNIT.unlink()
            os.unlink("/opt/probe.py")
