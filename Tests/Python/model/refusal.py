"""A JSON-RPC error as the model answers it."""


class Refusal(Exception):
    """`faults` holds every (code, path) that would be right: of several faults any one may be named."""

    def __init__(self, error, code, reasons=None, faults=None):
        super().__init__(f"{error} {code} {reasons or faults or ''}")
        self.error = error
        self.code = code
        self.reasons = reasons
        self.faults = faults or []


def unknown(code):
    return Refusal(-32001, code)


def denied(code, reasons=None):
    return Refusal(4100, code, reasons=reasons)


def invalid(faults):
    return Refusal(-32602, faults[0][0], faults=list(faults))
