"""A hundred restarts with clients at work: nobody is refused, nothing is lost, nothing is counted twice."""

import threading

from client import SPEND, Client, Gone, create_session, payment, spent
from machine import SERVICE, MachineTestCase, main_process, run, show

RESTARTS = 100
WORKERS = 4


class Worker(threading.Thread):
    """Authorizes payment after payment, and asks again where no answer came. Every other one connects for each."""

    def __init__(self, session: str, number: int, ending: threading.Event):
        super().__init__()
        self.session, self.number, self.ending = session, number, ending
        self.connects = self.answered = self.asked_again = 0
        self.failures: list[str] = []
        self.client: Client | None = None

    def run(self) -> None:
        try:
            while not self.ending.is_set():
                self.pay(f"worker-{self.number}-order-{self.answered}")
        except Exception as error:  # noqa: BLE001: whatever it was, the test shows it
            self.failures.append(f"{type(error).__name__}: {error}")

    def pay(self, key: str) -> None:
        while True:
            try:
                if self.client is None:
                    self.client = Client(SPEND)
                    self.connects += 1
                self.client.call("session_authorize", **payment(self.session, key))
                self.answered += 1
                if self.number % 2 == 0:
                    self.hang_up()
                return
            except Gone:
                self.hang_up()
                self.asked_again += 1

    def hang_up(self) -> None:
        self.client.__exit__()
        self.client = None


class RestartTests(MachineTestCase):
    def test_nobody_is_refused_and_nothing_is_counted_twice(self) -> None:
        session = create_session()
        ending = threading.Event()
        workers = [Worker(session, number, ending) for number in range(WORKERS)]
        for worker in workers:
            worker.start()
        processes = {main_process()}
        try:
            for _ in range(RESTARTS):
                run("systemctl", "restart", SERVICE)
                processes.add(main_process())
        finally:
            ending.set()
            for worker in workers:
                worker.join()
        for worker in workers:
            self.assertEqual(worker.failures, [])
            self.assertGreater(worker.answered, 0)
        answered = sum(worker.answered for worker in workers)
        self.assertEqual(len(processes), RESTARTS + 1)
        self.assertEqual(spent(session), answered)
        self.assertEqual(show(SERVICE, "Result"), "success")
        print(
            f"{RESTARTS} restarts: {sum(worker.connects for worker in workers)} connects, 0 refused, "
            f"{answered} payments answered, {sum(worker.asked_again for worker in workers)} asked again", end=" ... ")
