"""Requests to leashd's control socket: one after another, and what it sends unasked."""

import json
import socket

from .processes import Failure

BATCH = 500  # of 512 that a batch may hold


class Control:
    """A connection; what it is asked has to succeed."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def ask(self, method, **parameters):
        """The result of one request."""
        return self.ask_all(method, [parameters])[0]

    def ask_all(self, method, list_of_parameters):
        """The results of many requests, asked in batches."""
        results = []
        for first in range(0, len(list_of_parameters), BATCH):
            part = list_of_parameters[first:first + BATCH]
            requests = [
                {"jsonrpc": "2.0", "id": number, "method": method, "params": [parameters]}
                for number, parameters in enumerate(part)]
            self.socket.sendall(json.dumps(requests).encode())
            results += [self._result(method, answer) for answer in json.loads(self._line())]
        return results

    def _line(self):
        while b"\n" not in self.rest:
            received = self.socket.recv(1 << 18)
            if not received:
                raise Failure("leashd closed a connection to its control socket")
            self.rest += received
        line, _, self.rest = self.rest.partition(b"\n")
        return line

    @staticmethod
    def _result(method, answer):
        if "result" not in answer:
            raise Failure(f"{method} is refused: {answer['error']}")
        return answer["result"]
