"""Which benchmarks there are, and running them: ``./dev bench`` gets here.

A benchmark is a module ``bench_<name>`` with ``measure(env)``, run in an Odoo shell on one database for all,
or with ``compare(layers, partners)``, which makes databases of its own, with the add-on and without, and
serves them. Both return rows of the table.
"""

from importlib import import_module
from pathlib import Path
from time import perf_counter

from .table import format_table

FOLDER = Path(__file__).parent


def names():
    """All benchmarks: the modules called ``bench_…``."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def is_apart(name):
    """Whether the benchmark makes its own databases. Asked of the text: some need Odoo to be imported."""
    return "\ndef compare(" in (FOLDER / f"bench_{name}.py").read_text()


def tell(name, rows):
    print(f"\n{name}\n\n{format_table(rows)}", flush=True)


def run(env, chosen, partners):
    """The benchmarks ``chosen``, in an Odoo shell."""
    from .population import populate

    start = perf_counter()
    populate(env, partners)
    print(
        f"{partners:,} partners, every fifth registered, made in {perf_counter() - start:.0f} s", flush=True
    )
    for name in chosen:
        rows = import_module(f"benchmarks.bench_{name}").measure(env)
        env.cr.commit()
        tell(name, rows)


def run_apart(layers, chosen, partners):
    """The benchmarks ``chosen``, beside an Odoo."""
    for name in chosen:
        tell(name, import_module(f"benchmarks.bench_{name}").compare(layers, partners))
