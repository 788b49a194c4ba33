"""From callData to calls: the canonical encoding, read front to back (rules 2.1)."""

from . import tables

WORD = 32


class NotCanonical(Exception):
    """The encoding has an offset, a length, an upper byte or a padding that is not the one right one."""


class Reader:
    """The arguments after the selector."""

    def __init__(self, octets):
        self.octets, self.position = octets, 0

    def take(self, count):
        if count > len(self.octets) - self.position:
            raise NotCanonical("ends early")
        start, self.position = self.position, self.position + count
        return self.octets[start:self.position]

    def word(self):
        return int.from_bytes(self.take(WORD), "big")

    def address(self):
        word = self.take(WORD)
        if any(word[:12]):
            raise NotCanonical("dirty address")
        return word[12:]

    def expect(self, number):
        if self.word() != number:
            raise NotCanonical("an offset that is not the one right one")

    def tail(self):
        length = self.word()
        data = self.take(length)
        if any(self.take(-length % WORD)):
            raise NotCanonical("padding")
        return data

    def call(self):
        """(address, uint256, bytes)"""
        to, value = self.address(), self.word()
        self.expect(3 * WORD)
        return (to, value, self.tail())


def execute(arguments):
    return [Reader(arguments).call()]


def execute_batch(arguments):
    reader = Reader(arguments)
    reader.expect(WORD)
    count = reader.word()
    if count * WORD > len(arguments) - reader.position:
        raise NotCanonical("count")
    base = reader.position
    offsets = [reader.word() for _ in range(count)]
    calls = []
    for offset in offsets:
        if offset != reader.position - base:
            raise NotCanonical("an offset that is not the one right one")
        calls.append(reader.call())
    return calls


class Shape:
    """The calls of an operation and how the account runs them: "execute", "batch" or "direct"."""

    def __init__(self, calls, form):
        self.calls, self.form = calls, form


def is_prefixed(call_data):
    return call_data[:4] == tables.EXECUTE_USER_OPERATION


def call_data(octets, account, value=0):
    """Raises NotCanonical."""
    inner = octets[4:] if is_prefixed(octets) else octets
    if len(inner) < 4:
        raise NotCanonical("no selector")
    if inner[:4] == tables.EXECUTE:
        return Shape(execute(inner[4:]), "execute")
    if inner[:4] == tables.EXECUTE_BATCH:
        return Shape(execute_batch(inner[4:]), "batch")
    return Shape([(account, value, inner)], "direct")
