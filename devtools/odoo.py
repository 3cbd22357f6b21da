"""Odoo as a program: where it is, its configuration file, and running it on a database."""

import os
import re
import signal
import subprocess
from pathlib import Path

from . import apt, proc
from .say import Trouble
from .state import ROOT, remove

LAUNCHER = "from odoo.cli.command import main\n\nmain()\n"
HELP = "give the folder of an Odoo 19 (a git checkout, or the folder that has odoo/release.py in it)"


class Odoo:
    """One Odoo, one cluster, one folder for its files."""

    def __init__(self, state, packages, cluster):
        self.state, self.packages, self.cluster = state, packages, cluster
        self.data = state.folder / f"odoo-{cluster.name}"
        self.config = self.data / "odoo.conf"
        self.launcher = self.data / "odoo-bin"

    @property
    def environment(self):
        return proc.clean_environment(
            PYTHONPATH=self.packages, PYTHONPYCACHEPREFIX=self.state.bytecode,
            ODOO_RC=self.config, QT_QPA_PLATFORM="offscreen",
            PATH=f"{self.state.printing / 'bin'}:{os.environ.get('PATH', os.defpath)}",
        )  # fmt: skip

    def configure(self, **options):
        """Write the configuration file. `addons` is what is served beside Odoo's own modules: folders."""
        addons = options.pop("addons", ROOT)
        addons = addons if isinstance(addons, list) else [addons]
        paths = [self.packages / "addons", self.packages / "odoo/addons", *addons]
        values = {
            "db_host": self.cluster.sockets,
            "db_user": "odoo",
            "addons_path": ",".join(str(path) for path in paths if path and path.is_dir()),
            "data_dir": self.data / "files",
            "http_interface": "127.0.0.1",
            "max_cron_threads": 0,
            "screenshots": self.data / "screenshots",
            **options,
        }
        self.data.mkdir(parents=True, exist_ok=True)
        lines = [f"{name} = {value}" for name, value in values.items()]
        self.config.write_text("\n".join(["[options]", *lines, ""]))
        self.launcher.write_text(LAUNCHER)

    def command(self, *arguments):
        return [self.state.python, "-m", "odoo", *arguments]

    def run(self, *arguments, log, timeout=900):
        """`python -m odoo ...` to its end; `proc.Failed` if Odoo fails or reports an error."""
        log = self.state.log(log)
        try:
            output = proc.run(
                self.command(*arguments), log, timeout=timeout, env=self.environment, cwd=self.data
            )
        except proc.Failed as failed:
            raise proc.Failed(errors(failed.output) or failed.output, failed.timed_out) from None
        if found := errors(output, ended_well=True):
            raise proc.Failed(found)
        return output

    def serve(self, *arguments, log):
        """Start Odoo and return the process, which ends when we do.

        By a file of its own: with workers, Odoo starts its process for live messages by that name, which
        ``-m odoo`` is none of; it would try again and again, and keep a processor busy with that.
        """
        command = [str(part) for part in (self.state.python, self.launcher, *arguments)]
        with open(self.state.log(log), "ab") as output:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=self.environment, cwd=self.data, start_new_session=True,
                preexec_fn=proc.die_with_parent(signal.SIGTERM),
            )  # fmt: skip

    def filestore(self, database):
        return self.data / "files" / "filestore" / database

    def drop(self, database):
        self.cluster.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        remove(self.filestore(database))


def errors(output, ended_well=False):
    """The lines of Odoo's log that say what went wrong: errors, or else the ends of tracebacks."""
    pattern = r"^\S+ \S+ \d+ (?:ERROR|CRITICAL) .*$"
    if not ended_well:
        pattern += r"|^[\w.]+(?:Error|Exception|Violation)\b:.*$"
    return "\n".join(re.findall(pattern, output, re.MULTILINE))


def find_packages(state, given):
    """The folder that `import odoo` is done from: the one the user gave, or the one we fetch."""
    if not given:
        return apt.ensure_odoo(state)
    path = Path(given).expanduser().resolve()
    if path.is_file():
        path = _imported_by(path)
    for folder in (path, path.parent, path / "usr/lib/python3/dist-packages"):
        if (folder / "odoo/release.py").is_file():
            return _checked(folder, given)
    raise Trouble(f"there is no Odoo at {given}: {HELP}")


def _checked(folder, given):
    text = (folder / "odoo/release.py").read_text(errors="replace")
    if not re.search(r"^version_info = \(19, 0\b", text, re.MULTILINE):
        raise Trouble(f"the Odoo at {given} is not version 19.0, which this add-on is for: {HELP}")
    return folder


def _imported_by(program):
    """An `odoo` command is a Python script: ask its interpreter where its Odoo is."""
    beside = program.parent
    if (beside / "odoo/release.py").is_file():
        return beside
    first = program.read_bytes().split(b"\n", 1)[0].decode(errors="replace")
    if not first.startswith("#!"):
        raise Trouble(f"{program} is not an Odoo: {HELP}")
    command = [*first[2:].split(), "-c", "import odoo.release as r; print(r.__file__)"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, env=proc.clean_environment())
    if result.returncode:
        raise Trouble(f"{program} cannot import Odoo: {HELP}")
    return Path(result.stdout.strip()).parent
