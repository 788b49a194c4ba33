"""The unit's limits are enough: for as many connections as the settings allow, each with all that it may hold."""

import contextlib
import json
import os
import pathlib
import resource
import threading

from client import SPEND, Client, create_session, payment, request, spent
from machine import SERVICE, MachineTestCase, eventually, main_process, show

# As many as there may be; what comes in by control.sock besides has room of its own.
CONNECTIONS = 1024
BATCHES, BATCH = 20, 250


def peak_memory(process: int) -> int:
    """The most that it ever had at once, in bytes."""
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


class LoadTests(MachineTestCase):
    def setUp(self) -> None:
        super().setUp()
        resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))

    def used(self) -> tuple[int, int, int]:
        process = main_process()
        return (
            peak_memory(process), len(os.listdir(f"/proc/{process}/fd")), len(os.listdir(f"/proc/{process}/task")))

    def assert_within_limits(self, what: str) -> None:
        memory, descriptors, tasks = self.used()
        self.assertLess(memory, int(show(SERVICE, "MemoryMax")) * 3 // 4)
        self.assertLess(descriptors, int(show(SERVICE, "LimitNOFILE")) * 3 // 4)
        self.assertLess(tasks, int(show(SERVICE, "TasksMax")))
        self.assertEqual(show(SERVICE, "NRestarts"), "0")
        print(f"{what}: {memory >> 20} MiB, {descriptors} descriptors, {tasks} tasks", end=" ... ")

    def test_for_every_connection_there_may_be_at_work(self) -> None:
        session = create_session()
        clients = [Client(SPEND) for _ in range(CONNECTIONS)]
        for round in range(10):
            for number, client in enumerate(clients):
                client.send(request("session_authorize", **payment(session, f"client-{number}-order-{round}")))
            for client in clients:
                self.assertIn("result", client.answer())
        self.assert_within_limits(f"{len(clients)} clients at work")
        for client in clients:
            client.__exit__()
        self.assertEqual(spent(session), 10 * len(clients))

    def test_for_batches_as_fast_as_they_are_answered(self) -> None:
        session = create_session()
        failures = []

        def work(worker: int) -> None:
            with Client(SPEND) as client:
                for batch in range(BATCHES):
                    keys = (f"worker-{worker}-batch-{batch}-order-{number}" for number in range(BATCH))
                    client.send([request("session_authorize", **payment(session, key)) for key in keys])
                    failures.extend(answer for answer in client.answer() if "error" in answer)

        workers = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        self.assertEqual(failures, [])
        self.assertEqual(spent(session), 8 * BATCHES * BATCH)
        self.assert_within_limits("batches")

    def test_for_clients_that_ask_and_never_read(self) -> None:
        session = create_session()
        clients = [Client(SPEND) for _ in range(CONNECTIONS)]
        question = json.dumps(request("session_get", sessionId=session)).encode()
        sent = dict.fromkeys(clients, 0)

        def send(client: Client) -> int:
            """Asks until nothing more is taken, or the daemon has hung up, and counts the bytes."""
            before = sent[client]
            with contextlib.suppress(BlockingIOError, ConnectionError):
                while True:
                    sent[client] += client.socket.send((question * 50)[sent[client] % len(question):])
            return sent[client] - before

        def is_full() -> bool:
            """Whether nobody can send more after a turn of the daemon, as it is once so many answers wait."""
            control.call("daemon_status")
            return sum(send(client) for client in clients) == 0

        for client in clients:
            client.socket.setblocking(False)
        with Client() as control:
            # What is there already may be taken in over more than one turn.
            self.assertTrue(eventually(lambda: all(is_full() for _ in range(10))))
        self.assert_within_limits("nobody reads")
        for client in clients:
            client.__exit__()
        with Client() as client:
            client.call("daemon_status")
