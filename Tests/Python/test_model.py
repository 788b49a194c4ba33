"""The test vectors against the reference model, which was written from the texts alone."""

import json
import pathlib
import unittest

from model import Ledger, Refusal, Settings

VECTORS = pathlib.Path(__file__).parent.parent / "LedgerTests" / "Data" / "vectors"
NAMED_BY_THEMSELVES = ("session_settle", "wallet_createSession")


def number(text):
    return int(text, 16)


def place(entry):
    return (entry["type"], entry.get("address", "").lower())


class Case:
    """One case of the vectors, run from an empty ledger."""

    def __init__(self, test, case):
        names = {"reservationSec": "reservation_seconds", "expiryMarginSec": "expiry_margin_seconds",
                 "reservationLimit": "reservation_limit"}
        self.settings = Settings(**{names[name]: value for name, value in case.get("settings", {}).items()})
        self.test, self.case, self.names = test, case, {}
        self.ledger = Ledger(self.settings)

    def run(self):
        now = self.case["at"]
        first = {"method": "wallet_createSession", "params": self.case["session"], "as": "session"}
        self.step({**first, "expect": self.case.get("expect") or {}}, now, "create")
        for index, step in enumerate(self.case.get("steps", [])):
            now = step.get("at", now)
            self.step(step, now, index)

    def step(self, step, now, label):
        params = {name: self.resolved(value) for name, value in step["params"].items()}
        if step["method"] not in NAMED_BY_THEMSELVES and "account" not in params:
            params["sessionId"] = self.names["$session"]
        with self.test.subTest(case=self.case["name"], step=label):
            try:
                answer = self.ledger.answer(step["method"], params, now, step.get("socket", "control"))
            except Refusal as refusal:
                return self.compare_refusal(refusal, step.get("expect") or {})
            if "as" in step:
                self.names["$" + step["as"]] = answer.get("authorizationId") or answer.get("sessionId")
            self.compare(answer, step.get("expect") or {})

    def resolved(self, value):
        return self.names.get(value, value) if isinstance(value, str) else value

    def compare_refusal(self, refusal, expect):
        self.test.assertIn("error", expect, f"refused: {refusal}")
        self.test.assertEqual(refusal.error, expect["error"])
        if "code" in expect and "path" in expect:
            self.test.assertIn((expect["code"], expect["path"]), refusal.faults)
        elif "code" in expect:
            self.test.assertEqual(refusal.code, expect["code"])
        self.compare_reasons(refusal.reasons or [], expect)

    def compare_reasons(self, reasons, expect):
        if "call" in expect:
            self.test.assertEqual(reasons[0].get("call"), expect["call"])
        if "reasons" in expect:
            self.test.assertEqual(reasons, expect["reasons"])

    def compare(self, answer, expect):
        self.test.assertNotIn("error", expect, f"answered: {answer}")
        self.compare_reasons(answer.get("reasons", []), expect)
        for name, value in expect.items():
            if name == "meters":
                self.compare_meters(answer["meters"], value)
            elif name == "debits":
                self.test.assertEqual(self.amounts(answer["debits"]), self.amounts(value))
            elif name == "warned":
                self.test.assertEqual(bool(answer["warnings"]), value)
            elif name == "revoked":
                self.test.assertEqual(len(answer["revoked"]), value)
            elif name not in ("call", "reasons"):
                self.test.assertEqual(answer.get(name), self.resolved(value), name)
        self.compare_always(answer)

    def compare_meters(self, meters, expected):
        found = {place(meter): meter for meter in meters}
        for meter in expected:
            for name in set(meter) - {"type", "address"}:
                self.test.assertEqual(number(found[place(meter)][name]), number(meter[name]), (place(meter), name))

    def compare_always(self, answer):
        debits = [place(debit) for debit in answer.get("debits", [])]
        self.test.assertEqual(len(debits), len(set(debits)))
        for warning in answer.get("warnings", []):
            self.test.assertTrue(warning["code"] and warning["message"])

    def amounts(self, debits):
        return {place(debit): number(debit["amount"]) for debit in debits if number(debit["amount"])}


class Vectors(unittest.TestCase):
    def run_file(self, name):
        cases = json.loads((VECTORS / name).read_text())
        self.assertTrue(cases)
        for case in cases:
            Case(self, case).run()

    def test_creation(self):
        self.run_file("creation.json")

    def test_decisions(self):
        self.run_file("decisions.json")

    def test_user_operations(self):
        self.run_file("useroperations.json")


if __name__ == "__main__":
    unittest.main()
