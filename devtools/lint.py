"""`./dev lint` and `./dev format`: what machines can say about the sources, without fetching anything."""

import subprocess

from . import proc, pyenv
from .layers import addons
from .say import say
from .state import ROOT

# Rules that contradict this house:
PYLINT_OFF = (
    "missing-readme",  # one README for people at the root, not a generated one per module
    "consider-merging-classes-inherited",  # each room of the add-on extends the partner in a file of its own
)
OCA_OFF = (
    "xml-field-numeric-without-eval",  # Odoo's own files write numbers as text in <field>
    "xml-tag-position",  # attributes stand in the order in which they are read best
)
PO_OFF = ("po-pretty-format",)  # wants no translation where it equals the source; here that means "not done"


def lint(state):
    """Every tool, even when an earlier one has found something."""
    return int(any([run_tool(state, tool, *arguments) for tool, *arguments in tools()]))


def tools():
    names = [addon.name for addon in addons()]
    yield "ruff", "check", "--output-format=concise", "."
    yield "ruff", "format", "--check", "--output-format=concise", "."
    yield "pylint", "--rcfile=.pylintrc", f"--disable={','.join(PYLINT_OFF)}", *names
    yield "oca-checks-odoo-module", f"--disable={','.join(OCA_OFF)}", *names
    translations = [str(path.relative_to(ROOT)) for addon in addons() for path in addon.glob("i18n/*.po")]
    if translations:
        yield "oca-checks-po", f"--disable={','.join(PO_OFF)}", *translations


def reformat(state, paths):
    paths = paths or ["."]
    return run_tool(state, "ruff", "check", "--fix-only", *paths) or run_tool(state, "ruff", "format", *paths)


def run_tool(state, tool, *arguments):
    with state.setup_lock():
        pyenv.ensure_venv(state)
    say(f"- {tool} {' '.join(arguments)}")
    environment = proc.clean_environment(
        PYTHONDONTWRITEBYTECODE=1,
        PYLINTHOME=state.folder / "pylint",
        RUFF_CACHE_DIR=state.folder / "ruff_cache",
    )
    return subprocess.run([state.python.with_name(tool), *arguments], cwd=ROOT, env=environment).returncode
