"""What every measurement of leashd does, from its options to the file that has all of it."""

import argparse
import json
import pathlib

from . import leashd, load, places, processes


def parser(description):
    """A reader of options, which knows the one that all measurements have."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--leashd", type=pathlib.Path, metavar="PROGRAM", help="measure this program, build nothing")
    return options


def run(name, options, measure, show):
    """Builds what is measured and what measures it, and has the results shown and kept under the name."""
    with processes.run_of_a_program() as stack:
        program = options.leashd or leashd.build()
        load.build()
        results = measure(stack, program, options)
    show(results)
    path = places.OUTPUT / f"{name}.json"
    path.write_text(json.dumps(results, indent=2) + "\n")
    print(f"\nall of it is in {path.relative_to(places.ROOT)}")
