"""What an administrator sees of the add-on before they activate it."""

from lxml import html

from odoo.modules.module import get_manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path


@tagged("post_install", "-at_install")
class TestAppsPage(TransactionCase):
    def test_page_and_its_pictures(self):
        """As the module's form shows it: sanitised, with addresses that lead to the pictures."""
        module = self.env["ir.module.module"].search([("name", "=", "sales_toolkit")])
        page = html.fromstring(module.description_html)
        self.assertIn("First Steps", page.text_content())
        pictures = page.xpath("//img")
        self.assertGreaterEqual(len(pictures), 3)
        for picture in pictures:
            self.assertTrue(picture.get("alt"))
            self.assertTrue(file_path(picture.get("src").lstrip("/")))

    def test_manifest(self):
        manifest = get_manifest("sales_toolkit")
        self.assertTrue(manifest["application"])
        self.assertLessEqual(len(manifest["summary"]), 100)
        for picture in [*manifest["images"], "static/description/icon.png"]:
            self.assertTrue(file_path(f"sales_toolkit/{picture}"))
