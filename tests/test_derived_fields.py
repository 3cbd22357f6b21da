"""Fields that follow from what happens: nobody types them, and no screen sends them."""

from odoo.tests import Form, tagged

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestDerivedFields(ToolkitCase):
    def test_the_web_client_knows_that_they_are_readonly(self):
        """Otherwise a form that shows one sends its default along, and can't be saved."""
        partners = self.env["res.partner"].with_user(self.rep)
        derived = partners._get_derived_fields()
        described = partners.fields_get(derived, ["readonly"])
        self.assertEqual({name for name, field in described.items() if not field["readonly"]}, set())

    def test_a_new_customer_is_saved_from_the_form(self):
        partners = self.env["res.partner"].with_user(self.rep).with_context(register_customer=True)
        with Form(partners) as form:
            form.name = "From the form"
        self.assertEqual(form.record.review_state, "draft")
