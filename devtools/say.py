"""Talking to the person at the terminal."""

import sys
import threading
import time
from contextlib import contextmanager, suppress

HEARTBEAT = 15  # seconds


class Trouble(Exception):
    """Something missing, busy or broken. Its text is the one line that the user sees, and says what to do."""


def say(text):
    print(text, flush=True)


def complain(text):
    print("dev: " + " ".join(str(text).split()), file=sys.stderr, flush=True)


@contextmanager
def step(text):
    """Announce a step that takes time, show that it is alive, and tell how long it took."""
    say(f"- {text} ...")
    start = time.monotonic()
    ended = threading.Event()
    threading.Thread(target=_beat, args=(start, ended), daemon=True).start()
    try:
        yield
    finally:
        ended.set()
    say(f"  done in {time.monotonic() - start:.0f} s")


def _beat(start, ended):
    with suppress(BrokenPipeError):  # the main thread notices too, and ends
        while not ended.wait(HEARTBEAT):
            say(f"  still working, {time.monotonic() - start:.0f} s")
