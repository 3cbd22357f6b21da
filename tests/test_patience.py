"""On a busy machine, a script that a browser waits for is no error page (devtools/cures.py)."""

from threading import Event, Thread, current_thread, main_thread
from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

SCRIPT = "/web/assets/any/web.assets_tests.min.js"


@tagged("post_install", "-at_install")
class TestPatience(HttpCase):
    def ask_while_busy(self, limit, until_answered):
        """The answer to a request that finds another one at its turn, and waits for so many seconds at most.

        :param until_answered: the other one goes on until then, and not just until the request waits
        """
        begun, over = Event(), Event()

        def turn():
            with self.registry.cursor():
                begun.set()
                over.wait(60)

        other = Thread(target=turn)

        def get_limit(_test):
            """Asked for before the wait begins."""
            if current_thread() in (other, main_thread()):
                return 60
            begun.wait(60)
            if not until_answered:
                over.set()
            return limit

        with patch.object(TestPatience, "test_cursor_lock_timeout", property(get_limit)):
            other.start()
            # at the answer itself: who has asked waits for its turn again before going on
            hooks = {"response": lambda _answer, **_options: over.set()}
            answer = self.opener.get(self.base_url() + SCRIPT, timeout=120, hooks=hooks)
            other.join()
        self.assertTrue(begun.is_set())
        return answer

    @mute_logger("odoo.http", "werkzeug")
    def test_impatience_is_an_error_page(self):
        """What was seen: HTML, where a script should be."""
        answer = self.ask_while_busy(0, until_answered=True)
        self.assertEqual((answer.status_code, answer.text[0]), (500, "<"))

    def test_patience_is_a_script(self):
        self.assertGreaterEqual(self.test_cursor_lock_timeout, 60)
        answer = self.ask_while_busy(self.test_cursor_lock_timeout, until_answered=False)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("javascript", answer.headers["Content-Type"])
