"""Runs the test cases and the differential test, and says how many passed.

    run_all.py [COUNT] [--seed SEED]        as differential.py takes them; COUNT is 3000 unless given
"""

import subprocess
import sys
import unittest


CASES = ["test_model", "test_clients", "test_subscriptions", "test_access", "test_files", "test_ci"]


class Counted(unittest.TextTestResult):
    """A test with failing subtests counts once."""

    @property
    def failed(self):
        tests = [test for test, _ in self.failures + self.errors] + list(self.unexpectedSuccesses)
        return len({getattr(test, "test_case", test).id() for test in tests})


def main():
    suite = unittest.defaultTestLoader.loadTestsFromNames(CASES)
    result = unittest.TextTestRunner(verbosity=2, resultclass=Counted).run(suite)
    failed = result.failed
    passed = result.testsRun - failed
    differential = subprocess.run([sys.executable, "differential.py", *sys.argv[1:]], check=False)
    if differential.returncode == 0:
        passed += 1
    else:
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
