#!/usr/bin/env python3
"""Every test, in the order of a package's life; or those that are named, after the installation."""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

ORDER = [
    "test_installation", "test_journal", "test_sockets", "test_configuration", "test_supervision", "test_sandbox",
    "test_load", "test_restarts", "test_backup", "test_upgrade", "test_removal",
]


def main() -> int:
    names = ORDER[:1] + sys.argv[1:] if sys.argv[1:] else ORDER
    suite = unittest.defaultTestLoader.loadTestsFromNames(names)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, failfast=False).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 0 if result.wasSuccessful() else 1


sys.exit(main())
