"""The values of rules 1.1: each parser returns the value or raises `Malformed`."""

import re
import unicodedata

LATEST_SECOND = 9_999_999_999
ABSENT = object()


class Malformed(ValueError):
    """A value that breaks 1.1."""


def _matching(pattern, value):
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise Malformed(value)
    return value


def address(value):
    return bytes.fromhex(_matching("0x[0-9a-fA-F]{40}", value)[2:])


def factory(value):
    """An address, or the mark of EIP-7702, which is padded on its right."""
    return address("0x7702" + 36 * "0" if value == "0x7702" else value)


def selector(value):
    return bytes.fromhex(_matching("0x[0-9a-fA-F]{8}", value)[2:])


def octets(value):
    return bytes.fromhex(_matching("0x([0-9a-fA-F]{2})*", value)[2:])


def amount(value):
    return int(_matching("0x[0-9a-fA-F]{1,64}", value), 16)


def gas_number(value):
    number = amount(value)
    if number >= 1 << 120:
        raise Malformed(value)
    return number


def chain_id(value):
    number = amount(value)
    if not 1 <= number < 1 << 64:
        raise Malformed(value)
    return number


def second(value):
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LATEST_SECOND:
        raise Malformed(value)
    return value


def identifier(value):
    return _matching("0x[0-9a-fA-F]{32}", value).lower()


def line(value):
    """A label or a reason."""
    if not isinstance(value, str) or len(value) > 128 or any(unicodedata.category(c) == "Cc" for c in value):
        raise Malformed(value)
    return value


def key_name(value):
    if not isinstance(value, str) or not 1 <= len(value) <= 64:
        raise Malformed(value)
    return value


def boolean(value):
    if not isinstance(value, bool):
        raise Malformed(value)
    return value


def anything(value):
    return value


def object_of_any_kind(value):
    if not isinstance(value, dict):
        raise Malformed(value)
    return value


def one_of(*names):
    def parse(value):
        if not isinstance(value, str) or value not in names:
            raise Malformed(value)
        return value

    return parse


class Fields:
    """One JSON object, read field by field; every fault is noted as (code, path)."""

    def __init__(self, raw, path, known, faults):
        self.path, self.faults = path, faults
        self.raw = raw if isinstance(raw, dict) else {}
        self.whole = isinstance(raw, dict)
        if not self.whole:
            self.note(path)
        for name in self.raw:
            if name not in known:
                self.note(self.join(name))

    def join(self, name):
        return f"{self.path}.{name}" if self.path else name

    def note(self, path, code="malformed_value"):
        self.faults.append((code, path))

    def required(self, name, parse):
        if self.whole and name not in self.raw:
            self.note(self.join(name))
        return self.optional(name, parse, None)

    def optional(self, name, parse, default):
        if name not in self.raw:
            return default
        try:
            return parse(self.raw[name])
        except Malformed:
            self.note(self.join(name))
            return None


def hexadecimal(number):
    return hex(number)


def text(octets_):
    return "0x" + octets_.hex()
