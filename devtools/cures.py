"""Cures for what pytest, freezegun and Odoo's test classes do not know about each other."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import freezegun
import pytest_odoo

from odoo.tests.common import BaseCase, ChromeBrowser
from odoo.tools import config

# How much longer than on a fast machine that has nothing else to do a browser, and a request, may take
PATIENCE = 4


def apply():
    # Odoo gives tags only to classes below odoo.addons; ours are in tests/. `standard` also blocks
    # requests to the outside.
    BaseCase.test_tags = {"standard", "post_install"}
    BaseCase.test_module = "sales_toolkit"
    # Otherwise a class that freezes the time makes pytest report durations of fifty years
    freezegun.configure(extend_ignore_list=["_pytest.timing"])
    pytest_odoo._shared_filestore = own_filestore
    ChromeBrowser.throttling_factor = patient()
    # Requests take turns. One that waits too long, for a bundle that is being made, is answered with an error
    # page; the browser takes that for a script: "Unexpected token '<'".
    BaseCase.test_cursor_lock_timeout *= PATIENCE


def patient():
    """A browser's factor, which multiplies all that it waits for."""
    return property(
        lambda browser: PATIENCE * browser.__dict__["_throttling"],
        lambda browser, factor: browser.__dict__.__setitem__("_throttling", factor),
    )


@contextmanager
def own_filestore(original, database):
    """Files of a worker's database: with shared ones, cleaning up in one takes the other's away."""
    if original == database:
        yield
        return
    store = Path(config["data_dir"], "filestore")
    shutil.rmtree(store / database, ignore_errors=True)
    shutil.copytree(store / original, store / database, copy_function=os.link)
    try:
        yield
    finally:
        shutil.rmtree(store / database, ignore_errors=True)
