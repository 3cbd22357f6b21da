"""Fetch Odoo 19, which is in no Python registry, from Debian, without touching the system's apt."""

import subprocess

from . import proc
from .say import Trouble, step
from .state import complete, is_complete, remove

FROM_SID = (
    "odoo-19 libjs-jquery libjs-jquery-form libjs-underscore"
    " fonts-roboto-unhinted fonts-montserrat fonts-inconsolata fonts-ocr-b"
).split()
# sid's Font Awesome lacks the files of 4.7 that Odoo links to
FROM_BOOKWORM = ["fonts-font-awesome"]
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
PATIENCE = {
    "APT::Sandbox::User": "root",
    "Acquire::Retries": 2,
    "Acquire::http::Timeout": 20,
    "Acquire::https::Timeout": 20,
}
# A backend asset that the Debian build leaves out; without it every page reports an error in the console
ABSENT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def ensure_odoo(state):
    """Unpack Odoo below the state folder and return the folder that has the `odoo` package in it."""
    packages = state.odoo / "usr/lib/python3/dist-packages"
    if not is_complete(state.odoo, "1"):
        state.need_space(4)
        ensure_debs(state)
        with step("unpacking Odoo 19"):
            unpack(state)
    return packages


def ensure_debs(state):
    if is_complete(state.debs, "1"):
        return
    remove(state.debs)
    state.debs.mkdir()
    with step("fetching Odoo 19 from Debian (125 MB)"):
        download(state, state.debs, FROM_SID, "sid")
        download(state, state.debs, FROM_BOOKWORM, "bookworm")
    complete(state.debs, "1")


def unpack(state):
    fresh = state.folder / "odoo19.part"
    remove(fresh)
    remove(state.odoo)
    fresh.mkdir()
    try:
        for deb in sorted(state.debs.glob("*.deb")):
            proc.run(["dpkg-deb", "-x", deb, fresh], state.log("unpack"), timeout=300)
    except proc.Failed as failed:
        remove(state.debs)
        raise Trouble(
            f"unpacking Odoo failed ({failed.last_line()}): run this again to fetch it anew"
        ) from None
    asset = fresh / "usr/lib/python3/dist-packages" / ABSENT
    asset.parent.mkdir(parents=True, exist_ok=True)
    if not asset.exists():
        asset.write_text("/* absent in the Debian build */\n")
    complete(fresh, "1")
    fresh.rename(state.odoo)


def download(state, folder, packages, suite):
    """`apt-get download` of packages of one suite, verified by apt, into a folder."""
    _apt(state, suite, ["update"], 120)
    try:
        _apt(state, suite, ["download", *packages], 600, folder)
    except proc.Failed as failed:
        if "Unable to locate package" in failed.output or "has no installation candidate" in failed.output:
            raise Trouble(
                f"Debian's suite {suite} has no {_missing(failed.output, packages)} any more:"
                " get Odoo 19 elsewhere (a git checkout will do) and give its folder with --odoo PATH"
            ) from None
        raise _silent(failed) from None


def download_with_dependencies(state, folder, packages, status):
    """The packages and what this system lacks for them, from its own sources, without being root."""
    for name in ("lists/partial", "cache/archives/partial", "state"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    options = {
        "Dir::State": folder / "state",
        "Dir::State::lists": folder / "lists",
        "Dir::State::status": status,
        "Dir::Cache": folder / "cache",
        "Debug::NoLocking": "1",
        **PATIENCE,
    }
    command = ["apt-get", "-q"] + [f"-o{name}={value}" for name, value in options.items()]
    proc.run([*command, "update"], state.log("apt"), timeout=120)
    install = ["install", "-y", "--no-install-recommends", "--download-only", *packages]
    proc.run([*command, *install], state.log("apt"), timeout=600)
    return sorted((folder / "cache/archives").glob("*.deb"))


def _missing(output, packages):
    return next((name for name in packages if name in output), packages[0])


def _apt(state, suite, arguments, timeout, cwd=None):
    root = state.apt / suite
    for folder in ("lists/partial", "cache/archives/partial", "state"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "sources.list").write_text(f"deb [signed-by={KEYRING}] {_mirror()} {suite} main\n")
    options = {
        "Dir::Etc::sourcelist": root / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State": root / "state",
        "Dir::State::lists": root / "lists",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": root / "cache",
        "APT::Update::Error-Mode": "any",
        **PATIENCE,
    }
    command = ["apt-get", "-q"] + [f"-o{name}={value}" for name, value in options.items()] + arguments
    try:
        return proc.run(command, state.log("apt"), timeout=timeout, cwd=cwd)
    except proc.Failed as failed:
        if arguments[0] == "update":
            raise _silent(failed) from None
        raise


def _silent(failed):
    why = "no answer in time" if failed.timed_out else failed.last_line()
    return Trouble(
        f"the Debian mirror does not deliver ({why}): check the network, or give an Odoo 19"
        " that is already there with --odoo PATH"
    )


def _mirror():
    """The mirror that this system uses, so that no host name is written down here."""
    command = [
        "apt-get",
        "indextargets",
        "--format",
        "$(REPO_URI) $(RELEASE) $(COMPONENT)",
        "Created-By: Packages",
    ]
    try:
        targets = subprocess.run(command, capture_output=True, text=True, timeout=30).stdout.split("\n")
    except (OSError, subprocess.TimeoutExpired):
        targets = []
    for target in targets:
        uri, _, rest = target.partition(" ")
        if rest.endswith(" main") and "security" not in uri + rest and "/debian" in uri:
            return uri
    raise Trouble(
        "this system's apt knows no Debian mirror: run this on Debian 12, or give an Odoo 19"
        " that is already there with --odoo PATH"
    )
