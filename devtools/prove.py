"""`./dev prove`: the proofs that take longer than the suite may, each by its name."""

from importlib import import_module

from .say import Trouble, say
from .state import ROOT
from .testing import workbench


def names():
    """Modules of `proof/` that say how to prove something: those with a function `prove`."""
    return sorted(path.stem for path in (ROOT / "proof").glob("*.py") if "\ndef prove(" in path.read_text())


def prove(state, chosen, rest):
    """Run one proof, or say which ones there are. The proof's own arguments follow its name."""
    if chosen.name not in names():
        listed = "".join(f"\n    ./dev prove {name:10} {_summary(name)}" for name in names())
        if chosen.name:
            raise Trouble(f"there is no proof called {chosen.name}: ./dev prove lists them")
        say(f"Proofs:{listed}")
        return 0
    proof = import_module(f"proof.{chosen.name}")
    with workbench(state, browser=getattr(proof, "BROWSER", False)) as layers:
        return proof.prove(layers, rest)


def _summary(name):
    return (ROOT / "proof" / f"{name}.py").read_text().split('"""')[1].splitlines()[0]
