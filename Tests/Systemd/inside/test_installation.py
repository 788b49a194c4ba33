"""What the package's installation leaves: sockets that listen, and a daemon that starts with its first caller."""

import gzip
import json
import os
import pathlib
import pwd
import re
import stat
import subprocess
import unittest

from client import CONTROL, KEY, SPEND, Client, Refused, create_session, leashctl
from machine import SERVICE, SOCKETS, add_user, files, group, identity, install, is_active, main_process, recorded, run, show


class InstallationTests(unittest.TestCase):
    before: set[str] = set()

    @classmethod
    def setUpClass(cls) -> None:
        cls.before |= files()
        install()
        add_user("shop", "leash")
        add_user("boss", "leash-admin")
        run("useradd", "--system", "stranger")

    def test_1_the_sockets_listen_and_nothing_runs(self) -> None:
        for unit in SOCKETS:
            self.assertEqual(show(unit, "SubState"), "listening")
            self.assertEqual(run("systemctl", "is-enabled", unit).strip(), "enabled")
        self.assertEqual(show(SERVICE, "ActiveState"), "inactive")
        self.assertEqual(show(SERVICE, "UnitFileState"), "disabled")

    def test_2_the_first_client_starts_the_daemon(self) -> None:
        status = json.loads(leashctl("--json", "status"))
        self.assertEqual(status["sessions"]["active"], 0)
        self.assertTrue(is_active(SERVICE))
        self.assertIn("0 sessions active", show(SERVICE, "StatusText"))
        self.assertEqual(os.stat(f"/proc/{main_process()}").st_uid, pwd.getpwnam("leashd").pw_uid)

    def test_3_each_socket_has_its_own_group_also_while_the_service_runs(self) -> None:
        run("systemctl", "restart", SERVICE)
        for path, owner in ((SPEND, "leash"), (CONTROL, "leash-admin")):
            status = os.stat(path)
            self.assertTrue(stat.S_ISSOCK(status.st_mode))
            self.assertEqual((stat.S_IMODE(status.st_mode), group(status.st_gid)), (0o660, owner))
        directory = os.stat("/run/leashd")
        self.assertEqual((stat.S_IMODE(directory.st_mode), group(directory.st_gid)), (0o755, "leashd"))
        state = os.stat("/var/lib/leashd")
        self.assertEqual((stat.S_IMODE(state.st_mode), group(state.st_gid)), (0o700, "leashd"))

    def test_4_the_group_says_who_may_connect(self) -> None:
        allowed = {("shop", SPEND), ("boss", CONTROL)}
        probe = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
        for user in ("shop", "boss", "stranger"):
            for path in (SPEND, CONTROL):
                tried = subprocess.run(
                    ["python3", "-c", probe, path], stderr=subprocess.PIPE, text=True, cwd="/", **identity(user))
                self.assertEqual(tried.returncode == 0, (user, path) in allowed, (user, path))
                if (user, path) not in allowed:
                    self.assertIn("PermissionError", tried.stderr)

    def test_5_the_daemon_sees_who_asks(self) -> None:
        arguments = ["--account", KEY, "--key", KEY, "--chain", "1", "--native", "1wei", "--json"]
        client = subprocess.Popen(
            ["leashctl", "create", *arguments], stdout=subprocess.PIPE, text=True, cwd="/", **identity("boss"))
        session = json.loads(client.communicate()[0])["sessionId"]
        (granted,) = recorded(f"LEASH_SESSION={session}")
        self.assertEqual(granted["LEASH_PEER_UID"], str(pwd.getpwnam("boss").pw_uid))
        self.assertEqual(granted["LEASH_PEER_GID"], str(pwd.getpwnam("boss").pw_gid))
        self.assertEqual(granted["LEASH_PEER_PID"], str(client.pid))

    def test_6_each_socket_offers_what_it_is_for(self) -> None:
        session = create_session()
        with Client(SPEND) as client:
            self.assertEqual(client.call("session_get", sessionId=session)["status"], "active")
            with self.assertRaisesRegex(Refused, "control_socket_only"):
                client.call("session_revoke", sessionId=session)

    def test_7_the_units_have_no_fault(self) -> None:
        judged = subprocess.run(["systemd-analyze", "verify", SERVICE, *SOCKETS], capture_output=True, text=True)
        self.assertEqual((judged.returncode, judged.stdout, judged.stderr), (0, "", ""))

    def test_8_every_page_of_the_manual_is_found(self) -> None:
        for section, page in (("8", "leashd"), ("1", "leashctl"), ("5", "leashd.conf"), ("7", "leashd-protocol")):
            self.assertTrue(pathlib.Path(f"/usr/share/man/man{section}/{page}.{section}.gz").exists())

    def test_8_what_the_manual_and_the_documents_name_is_there(self) -> None:
        installed = pathlib.Path("/usr/share/doc/leashd")
        documents = {file: file.read_text() for file in installed.rglob("*.md")}
        pages = {
            page: gzip.open(page, "rt").read().replace("\\-", "-")
            for page in pathlib.Path("/usr/share/man").glob("man?/leash*.gz")
        }
        named = {
            (file, path) for file, text in {**pages, **documents}.items() for path in re.findall(r"/usr/share/[\w./-]*\w", text)
        }
        self.assertIn(str(installed / "docs/operations.md"), {path for _, path in named})
        self.assertEqual([(file, path) for file, path in named if not pathlib.Path(path).exists()], [])
        links = {
            (file, link) for file, text in documents.items() for link in re.findall(r"\]\((?!http|#)([^)#]+)", text)
        }
        self.assertIn((installed / "README.md", "docs/operations.md"), links)
        self.assertEqual([(file, link) for file, link in links if not (file.parent / link).exists()], [])

    def test_9_bash_completes_commands_and_options(self) -> None:
        script = """
            source /usr/share/bash-completion/completions/leashctl
            COMP_WORDS=(leashctl "$1") COMP_CWORD=1 COMP_LINE="leashctl $1" COMP_POINT=${#COMP_LINE} COMP_TYPE=9
            $(complete -p leashctl | sed 's/.*-F \\([^ ]*\\).*/\\1/') leashctl "$1" leashctl
            echo "${COMPREPLY[@]}"
        """
        self.assertEqual(run("bash", "-c", script, "bash", "cr").split(), ["create"])
        self.assertIn("--socket", run("bash", "-c", script, "bash", "--so").split())
