"""`./dev i18n`: the template of translatable terms as the sources are now, and the Chinese file in line."""

import json
import subprocess
import tempfile
from pathlib import Path

from . import proc
from .layers import QUICK, addon_names, addons, base_modules, installed_addons
from .say import Trouble, say
from .state import ROOT
from .testing import workbench

DATABASE = "i18n"
LANGUAGE = "zh_CN"


def i18n(state, check):
    """Write the .pot and .po files (`check`: only compare); 1 if something is missing or not up to date."""
    results = []
    with workbench(state) as layers, tempfile.TemporaryDirectory() as folder:
        # What other apps add to our models is none of our terms: bridges come in a database of their own.
        for beside in ([], bridges()):
            chosen = installed_addons() + beside
            with layers.temporary(DATABASE, layers.base(base_modules(chosen))):
                layers.odoo.run("-d", DATABASE, "-i", addon_names(chosen), *QUICK, log="i18n")
                for addon in beside or chosen:
                    template = Path(folder) / f"{addon.name}.pot"
                    export(layers.odoo, addon.name, template)
                    results.append(merge(state, addon, template, check))
    return int(any([report(result, check) for result in results]))  # all of them are reported


def bridges():
    """Those that are for where another app is too."""
    return [addon for addon in addons() if addon not in installed_addons()]


def export(odoo, module, target):
    """The terms in English, as Odoo finds them in the code and in the database."""
    try:
        odoo.run(*f"i18n export -d {DATABASE} -l pot -o {target} {module}".split(), log="i18n")
    except proc.Failed as failed:
        raise Trouble(
            f"Odoo cannot export the terms ({failed.last_line()}): see {odoo.state.log('i18n')}"
        ) from None


def merge(state, addon, template, check):
    """In the virtual environment, where polib is."""
    folder = addon / "i18n"
    command = [state.python, "-m", "devtools.po", template]
    command += [folder / f"{addon.name}.pot", folder / f"{LANGUAGE}.po", *["--check"] * check]
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=ROOT)
    if result.returncode:
        last = proc.Failed(result.stderr).last_line()
        raise Trouble(f"{folder / LANGUAGE}.po cannot be merged: {last}")
    return json.loads(result.stdout)


def report(result, check):
    say(f"{result['file']}: {result['terms']} terms, {len(result['missing'])} without translation")
    for kind in ("missing", "fuzzy", "dropped"):
        for term in result[kind]:
            say(f"  {kind}: {term!r}")
    if check and result["changed"]:
        say(f"  not up to date: {', '.join(result['changed'])} (run ./dev i18n)")
    return bool(result["missing"] or result["fuzzy"] or (check and result["changed"]))
