"""What an administrator sees of the add-on before they activate it."""

from lxml import html

from odoo.modules.module import get_manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path

MODULES = [f"sales_toolkit{bridge}" for bridge in ("", "_dashboard", "_project", "_queue", "_sale")]


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

    def test_name_and_summary_in_chinese(self):
        """Those of an add-on's record, which is one of ``base``, come with its translations."""
        self.env["res.lang"]._activate_lang("zh_CN")
        modules = self.env["ir.module.module"].search([("name", "in", MODULES)])
        self.assertEqual(sorted(modules.mapped("name")), MODULES)
        modules._load_module_terms(MODULES, ["zh_CN"])
        self.env.invalidate_all()
        for module in modules.with_context(lang="zh_CN"):
            self.assertIn("销售工具箱", module.shortdesc)
            self.assertRegex(module.summary, "^[^A-Za-z]+$")
        self.assertEqual(modules[0].with_context(lang="en_US").shortdesc[:13], "Sales Toolkit")
