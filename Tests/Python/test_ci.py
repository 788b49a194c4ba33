"""What .ci/run says before it runs anything."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).parents[2] / ".ci" / "run"


class Usage(unittest.TestCase):
    def run_script(self, *arguments):
        """Runs it where nothing else of the project is, so that its first step would fail."""
        with tempfile.TemporaryDirectory() as place:
            os.mkdir(f"{place}/.ci")
            shutil.copy(SCRIPT, f"{place}/.ci/run")
            # Of a locale that is not there the shell itself would speak first.
            run = subprocess.run(
                [f"{place}/.ci/run", *arguments], capture_output=True, text=True, check=False,
                env={**os.environ, "LC_ALL": "C.UTF-8"})
            self.assertEqual(os.listdir(place), [".ci"], "it began")
            return run

    def test_help_names_every_step_and_runs_none(self):
        steps = [line.split("'")[1] for line in SCRIPT.read_text().splitlines() if line.startswith("step '")]
        self.assertIn("make test", steps)
        for option in ["--help", "-h"]:
            run = self.run_script(option)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
            told = [line.strip() for line in run.stdout.splitlines()]
            self.assertEqual(told[-len(steps):], steps)

    def test_anything_else_is_refused(self):
        for arguments in [["--list"], ["--help", "lint"], ["lint"]]:
            run = self.run_script(*arguments)
            self.assertEqual((run.returncode, run.stdout), (2, ""))
            self.assertIn(" ".join(arguments), run.stderr.splitlines()[0])


if __name__ == "__main__":
    unittest.main()
