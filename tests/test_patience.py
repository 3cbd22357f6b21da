"""On a busy machine, a script that a browser waits for is no error page (devtools/cures.py)."""

import threading
import time
from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

SCRIPT = "/web/assets/any/web.assets_tests.min.js"


@tagged("post_install", "-at_install")
class TestPatience(HttpCase):
    def ask_while_busy(self, seconds):
        """The answer to a request that comes while another one has its turn for so long."""

        def turn():
            with self.registry.cursor():
                time.sleep(seconds)

        thread = threading.Thread(target=turn)
        thread.start()  # its turn comes as soon as the test lets requests in, before that of a request
        answer = self.opener.get(self.base_url() + SCRIPT, timeout=60)
        thread.join()
        return answer

    @mute_logger("odoo.http", "werkzeug")
    def test_impatience_is_an_error_page(self):
        """What was seen: HTML, where a script should be."""
        with patch.object(TestPatience, "test_cursor_lock_timeout", 1):
            answer = self.ask_while_busy(3)
        self.assertEqual((answer.status_code, answer.text[0]), (500, "<"))

    def test_patience_is_a_script(self):
        answer = self.ask_while_busy(3)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("javascript", answer.headers["Content-Type"])
        self.assertGreaterEqual(self.test_cursor_lock_timeout, 60)
