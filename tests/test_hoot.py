"""Parts of the web client by their unit tests in real Chromium: all of static/tests/*.test.js."""

from pathlib import Path

from odoo.tests import HttpCase, tagged

import odoo.addons.sales_toolkit as addon

FILES = sorted(Path(addon.__path__[0], "static/tests").glob("*.test.js"))


def job_id(name):
    """As the web client names suites: a hash of the full name."""
    number = 0
    for char in name:
        number = ((number << 5) - number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"


@tagged("post_install", "-at_install")
class TestHoot(HttpCase):
    def test_components(self):
        self.assertIn("team_board.test.js", [file.name for file in FILES])
        suites = [f"@sales_toolkit/{file.name.removesuffix('.test.js')}" for file in FILES]
        chosen = "".join(f"&id={job_id(suite)}" for suite in suites)
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=30000{chosen}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
