"""Measuring side by side, and the table that comes of it."""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One comparison: seconds of ours and of the reference, and how many times the reference is the goal."""

    name: str
    ours: list
    reference: list
    goal: float | None = None

    @property
    def factor(self):
        return median(self.ours) / median(self.reference) if self.reference else None

    def cells(self):
        figures = [f"{median(values):.3f}" if values else "" for values in (self.ours, self.reference)]
        factor = f"{self.factor:.2f}" if self.factor is not None else ""
        return [self.name, *figures, factor, f"{self.goal}" if self.goal else ""]


HEADER = ["what", "ours (s)", "reference (s)", "factor", "goal"]


@contextmanager
def clock(times):
    """Adds the seconds that the block takes to ``times``."""
    start = perf_counter()
    yield
    times.append(perf_counter() - start)


def send(answer):
    """The answer of a call as the web client gets it: writing it down is a part of answering."""
    from odoo.tools.json import json_default  # `./dev bench` reads tables without Odoo

    return json.dumps(answer, ensure_ascii=False, default=json_default)


def format_table(rows):
    """
    >>> print(format_table([Row("nothing due", [0.2, 0.4, 0.3], [0.1], 3)]))
    | what | ours (s) | reference (s) | factor | goal |
    | --- | ---: | ---: | ---: | ---: |
    | nothing due | 0.300 | 0.100 | 3.00 | 3 |
    """
    lines = [HEADER, ["---", *["---:"] * 4], *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
