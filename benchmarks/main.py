"""Runs benchmarks in an Odoo shell: ``./dev bench`` gets here."""

from importlib import import_module
from pathlib import Path
from time import perf_counter

from .population import populate
from .table import format_table

FOLDER = Path(__file__).parent


def names():
    """All benchmarks: the modules called ``bench_…``."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def run(env, chosen, partners):
    start = perf_counter()
    populate(env, partners)
    print(
        f"{partners:,} partners, every fifth registered, made in {perf_counter() - start:.0f} s", flush=True
    )
    for name in chosen or names():
        rows = import_module(f"benchmarks.bench_{name}").measure(env)
        env.cr.commit()
        print(f"\n{name}\n\n{format_table(rows)}", flush=True)
