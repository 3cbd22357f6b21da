"""wkhtmltopdf without root: unpacked below the state folder with what it needs, but not installed."""

import os
import shlex
import shutil

from . import apt, proc
from .say import step
from .state import complete, is_complete, remove

STATUS = "/var/lib/dpkg/status"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <include ignore_missing="yes">{tree}/etc/fonts/fonts.conf</include>
  <dir>{tree}/usr/share/fonts</dir>
  <cachedir>{folder}/fontcache</cachedir>
</fontconfig>
"""
PROGRAM = """#!/bin/sh
export LD_LIBRARY_PATH={libraries} QT_PLUGIN_PATH={plugins} QT_QPA_PLATFORM=offscreen FONTCONFIG_FILE={fonts}
exec {program} "$@"
"""


def ensure_unpacked(state, packages, status=STATUS):
    """Odoo finds the program by the PATH that it is started with."""
    folder, key = state.printing, " ".join(packages)
    if is_complete(folder, key):
        return
    remove(folder)
    state.need_space(1)
    with step(f"fetching {' and '.join(packages)} (up to 150 MB)"):
        for deb in apt.download_with_dependencies(state, folder / "apt", packages, status):
            proc.run(["dpkg-deb", "-x", deb, folder / "tree"], state.log("unpack"), timeout=120)
        remove(folder / "apt")
        write_program(folder)
        proc.run([folder / "bin/wkhtmltopdf", "--version"], state.log("unpack"), timeout=60)
    complete(folder, key)


def write_program(folder):
    """A script in the program's name, which shows it its libraries and fonts."""
    tree = folder / "tree"
    libraries = [*tree.glob("usr/lib/*-linux-gnu*"), *tree.glob("lib/*-linux-gnu*")]
    program = tree / "usr/bin/wkhtmltopdf"
    values = {
        "libraries": ":".join(map(str, libraries)),
        "plugins": ":".join(str(library / "qt5/plugins") for library in libraries),
        "fonts": folder / "fonts.conf",
        "program": program if program.exists() else shutil.which("wkhtmltopdf"),
    }
    (folder / "fonts.conf").write_text(FONTS.format(tree=tree, folder=folder))
    script = folder / "bin/wkhtmltopdf"
    script.parent.mkdir()
    script.write_text(PROGRAM.format(**{name: shlex.quote(str(value)) for name, value in values.items()}))
    os.chmod(script, 0o755)
