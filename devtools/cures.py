"""Cures for what pytest, freezegun and Odoo's test classes do not know about each other."""

import freezegun

from odoo.tests.common import BaseCase


def apply():
    # Odoo gives tags only to classes below odoo.addons; ours are in tests/. `standard` also blocks
    # requests to the outside.
    BaseCase.test_tags = {"standard", "post_install"}
    BaseCase.test_module = "sales_toolkit"
    # Otherwise a class that freezes the time makes pytest report durations of fifty years
    freezegun.configure(extend_ignore_list=["_pytest.timing"])
