"""Components by unit tests in real Chromium (static/tests/team_board.test.js, due_day.test.js)."""

from odoo.tests import HttpCase, tagged

SUITES = ("@sales_toolkit/team_board", "@sales_toolkit/due_day")


def job_id(name):
    """As the web client names suites: a hash of the full name."""
    number = 0
    for char in name:
        number = ((number << 5) - number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"


@tagged("post_install", "-at_install")
class TestHoot(HttpCase):
    def test_components(self):
        chosen = "".join(f"&id={job_id(suite)}" for suite in SUITES)
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=30000{chosen}",
            "",
            "",
            login="admin",
            timeout=240,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
