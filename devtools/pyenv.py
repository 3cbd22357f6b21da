"""The virtual environment with everything that requirements.lock and requirements-oca.lock pin."""

import hashlib
import importlib.util
import re
import sys

from . import apt, proc
from .say import Trouble, step
from .state import ROOT, complete, is_complete, remove

LOCK = ROOT / "requirements.lock"
OCA_LOCK = ROOT / "requirements-oca.lock"


def ensure_venv(state):
    key = hashlib.sha256(LOCK.read_bytes() + OCA_LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if is_complete(state.venv, key) and state.python.exists():
        return
    state.need_space(2)
    remove(state.venv)
    with step("installing the pinned Python packages"):
        pip = make_venv(state, state.venv)
        install = [*pip, "install", "--use-pep517", "--no-build-isolation", "--require-hashes", "-r"]
        pip_install(state, [*install, setuptools_lock(state.venv)])
        pip_install(state, [*install, LOCK])
        # They want Odoo, which is in no registry
        pip_install(state, [*pip, "install", "--no-deps", "--require-hashes", "-r", OCA_LOCK])
    complete(state.venv, key)


def setuptools_lock(folder):
    """A few packages have no wheel: build them with the setuptools of the lock, not with today's newest."""
    path = folder / "setuptools.lock"
    path.write_text(re.search(r"^setuptools==.*?(?=^\S)", LOCK.read_text(), re.DOTALL | re.MULTILINE)[0])
    return path


def make_venv(state, folder):
    """Make a virtual environment; return the command that is pip in it."""
    bare = importlib.util.find_spec("ensurepip") is None  # Debian without python3-venv
    command = [sys.executable, "-m", "venv", folder] + ["--without-pip"] * bare
    try:
        proc.run(command, state.log("pip"), timeout=120)
    except proc.Failed as failed:
        raise Trouble(f"cannot make a virtual environment: {failed.last_line()}") from None
    return pip(state, folder / "bin" / "python")


def pip(state, python):
    """The command that is pip for an interpreter."""
    if importlib.util.find_spec("ensurepip") is None:
        return [python, _pip_wheel(state) / "pip"]
    return [python, "-m", "pip"]


def pip_install(state, command):
    options = ["--disable-pip-version-check", "--no-input", "--timeout", "20", "--retries", "2"]
    try:
        proc.run([*command, *options], state.log("pip"), timeout=900)
    except proc.Failed as failed:
        errors = [line.strip() for line in failed.output.splitlines() if line.startswith("ERROR")]
        why = "no answer in time" if failed.timed_out else (errors or [failed.last_line()])[0]
        raise Trouble(
            f"the Python package registry does not deliver ({why}): check the network and pip's"
            f" configuration, then run this again; details are in {state.log('pip')}"
        ) from None


def _pip_wheel(state):
    """Debian keeps pip as a wheel in a package of its own; fetch it without installing anything."""
    folder = state.folder / "pip-whl"
    if not is_complete(folder, "1"):
        remove(folder)
        folder.mkdir()
        apt.download(state, folder, ["python3-pip-whl"], "bookworm")
        for deb in folder.glob("*.deb"):
            proc.run(["dpkg-deb", "-x", deb, folder], state.log("unpack"), timeout=60)
        complete(folder, "1")
    return next(folder.glob("usr/share/python-wheels/pip-*.whl"))
