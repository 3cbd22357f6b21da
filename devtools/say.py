"""Talking to the person at the terminal."""

import sys
import time
from contextlib import contextmanager


class Trouble(Exception):
    """Something missing, busy or broken. Its text is the one line that the user sees, and says what to do."""


def say(text):
    print(text, flush=True)


def complain(text):
    print(f"dev: {text}", file=sys.stderr, flush=True)


@contextmanager
def step(text):
    """Announce a step that takes time, and tell afterwards how long it took."""
    say(f"- {text} ...")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.0f} s")
