"""What only the system's package manager has: a browser and fonts for it, and the program that prints PDF."""

import os
import shutil

from . import printing, proc
from .say import Trouble, say, step

# Without windows: the whole program draws its own as well, which takes tests a third longer
HEADLESS = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", HEADLESS)
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


def ensure_browser(state):
    """Tests drive a real browser; a skipped test would be a failure, so it has to be there."""
    there = any(shutil.which(name) for name in BROWSERS)
    missing = [HEADLESS] * (not there) + lacking_for_print()
    root = os.geteuid() == 0
    if missing and not root:
        raise Trouble(
            f"the tests need {' and '.join(missing)}: have root apt-get install {' '.join(missing)}"
        )
    if missing:
        install(state, missing)
    if root and not shutil.which(HEADLESS):
        try:
            install(state, [HEADLESS])
        except Trouble as trouble:
            say(f"- tests take longer, with the browser that is there: {trouble}")


def ensure_printing(state):
    """The ERP runs without it too."""
    missing = lacking_for_print()
    if not missing:
        return
    try:
        if os.geteuid() == 0:
            install(state, missing)
        else:
            printing.ensure_unpacked(state, missing)
    except (Trouble, proc.Failed) as failed:
        why = failed.last_line() if isinstance(failed, proc.Failed) else failed
        say(f"- no PDF can be printed ({why}): have root apt-get install {' '.join(missing)}")


def lacking_for_print():
    return ["wkhtmltopdf"] * (not shutil.which("wkhtmltopdf")) + ["fonts-noto-cjk"] * (
        not os.path.exists(CJK)
    )


def install(state, packages):
    environment = proc.clean_environment(DEBIAN_FRONTEND="noninteractive")
    options = ["-oAcquire::Retries=2", "-oAcquire::http::Timeout=20", "-oDPkg::Lock::Timeout=120"]
    with step(f"installing {' and '.join(packages)} with apt-get"):
        try:
            proc.run(["apt-get", *options, "update"], state.log("apt"), timeout=180, env=environment)
            command = ["apt-get", *options, "install", "-y", "--no-install-recommends", *packages]
            proc.run(command, state.log("apt"), timeout=900, env=environment)
        except proc.Failed as failed:
            why = "no answer in time" if failed.timed_out else failed.last_line()
            raise Trouble(
                f"apt-get cannot install {' '.join(packages)} ({why}): see {state.log('apt')}"
            ) from None
