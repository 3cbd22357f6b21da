"""Whatever a client sends: refused in plain words or done, never a traceback, never another company's rows.

./dev prove fuzz [--cases 50000] [--seed 7]
"""

import argparse
import os
import random
import zlib
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings

from devtools.testing import with_database

TESTS = ("tests/proof/test_proof_fuzz.py", "tests/proof/test_proof_files.py")


def prove(layers, arguments):
    parser = argparse.ArgumentParser(prog="./dev prove fuzz")
    parser.add_argument("--cases", type=int, default=50_000, help="in all (the suite: some thousands)")
    parser.add_argument(
        "--seed", type=int, default=random.randrange(10**6), help="default: another each time"
    )
    chosen = parser.parse_args(arguments)
    os.environ |= {"FUZZ_CASES": str(chosen.cases), "FUZZ_SEED": str(chosen.seed)}
    print(f"{chosen.cases} cases, --seed {chosen.seed}", flush=True)
    return with_database(layers, ["-s", *TESTS])


def cases(default):
    return int(os.environ.get("FUZZ_CASES", default))


def draw(name, strategy, number, run):
    """Run a function on a number of examples, the same ones each time: drawn for the name alone."""

    @seed(zlib.crc32(name.encode()) + int(os.environ.get("FUZZ_SEED", 0)))
    @settings(
        max_examples=number, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def drawn(case):
        run(case)

    drawn()


class Findings:
    """What went wrong, by kind, with the shortest example of each."""

    def __init__(self):
        self.examples, self.count, self.outcomes = {}, Counter(), Counter()

    def add(self, kind, example):
        self.count[kind] += 1
        text = repr(example)
        if kind not in self.examples or len(text) < len(self.examples[kind]):
            self.examples[kind] = text

    def __str__(self):
        lines = [
            f"{number} x {kind}\n    {self.examples[kind][:600]}" for kind, number in self.count.most_common()
        ]
        return "\n".join(lines)
