"""Cures for what pytest, freezegun and Odoo's test classes do not know about each other."""

import errno
import os
import shutil
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import freezegun
import pytest_odoo

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests.common import BaseCase, ChromeBrowser, HttpCase, get_db_name
from odoo.tools import config

from .system import HEADLESS

# How much longer than on a fast machine that has nothing else to do a browser, and a request, may take
PATIENCE = 4
# What a page of the web client loads, tests included
SCRIPTS = "web.assets_web", "web.assets_tests", "web.__assets_tests_call__"
STYLES = "web.assets_web", "web.assets_web_print", "web.assets_tests", "web.__assets_tests_call__"


def apply():
    # Odoo gives tags only to classes below odoo.addons; ours are in tests/. `standard` also blocks
    # requests to the outside.
    BaseCase.test_tags = {"standard", "post_install"}
    BaseCase.test_module = "sales_toolkit"
    # Otherwise a class that freezes the time makes pytest report durations of fifty years
    freezegun.configure(extend_ignore_list=["_pytest.timing"])
    pytest_odoo._shared_filestore = own_filestore
    ChromeBrowser.throttling_factor = patient()
    ChromeBrowser.executable = without_windows()
    # Requests take turns. One that waits too long, for a bundle that is being made, is answered with an error
    # page; the browser takes that for a script: "Unexpected token '<'".
    BaseCase.test_cursor_lock_timeout *= PATIENCE
    HttpCase.setUpClass = with_bundles(HttpCase.setUpClass.__func__)


def without_windows():
    """The program of such a Chromium, where there is one: the whole one draws windows of its own as well."""
    otherwise = ChromeBrowser.executable.fget
    return property(lambda browser: shutil.which(HEADLESS) or otherwise(browser))


def patient():
    """A browser's factor, which multiplies all that it waits for."""
    return property(
        lambda browser: PATIENCE * browser.__dict__["_throttling"],
        lambda browser, factor: browser.__dict__.__setitem__("_throttling", factor),
    )


def with_bundles(set_up):
    """Before its first class that may open a browser, Odoo makes the bundles; pytest-odoo does not. Made in
    a test, they are rolled back with it, and the next one makes them again: nine seconds of work each.
    """

    def set_up_with_bundles(cls):
        make_bundles()
        bear_closed_sockets()
        set_up(cls)

    return classmethod(set_up_with_bundles)


@cache
def bear_closed_sockets():
    """After a tour Odoo's helper closes the browser, and then what its tabs had open to the server: one of
    these may just have closed by itself.
    """
    from odoo.addons.bus.websocket import Websocket

    close = Websocket.close

    def close_if_open(socket, *args, **kwargs):
        try:
            close(socket, *args, **kwargs)
        except OSError as error:
            if error.errno != errno.EBADF:
                raise

    Websocket.close = close_if_open


@cache
def make_bundles():
    """In the database of this process, to stay: what tours need. All of them, as Odoo makes, take forty."""
    with Registry(get_db_name()).cursor() as cursor:
        qweb = api.Environment(cursor, SUPERUSER_ID, {})["ir.qweb"]
        for name in SCRIPTS:
            qweb._get_asset_bundle(name, css=False).js()
        for name in STYLES:
            qweb._get_asset_bundle(name, js=False).css()


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
