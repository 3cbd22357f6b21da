"""How openings of confidential sheets get into the log (C13)."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.sales_toolkit.models.confidential import access_log

from common import ToolkitCase


@tagged("post_install", "-at_install")
class TestBook(ToolkitCase):
    """The openings of one transaction."""

    def openings(self):
        rows = self.env["sales_toolkit.access_log"].search([])
        return {(row.partner_id.id, row.user_id.id, row.way) for row in rows}

    def test_many_go_in_with_one_statement(self):
        partners = self.customer("A") + self.customer("B") + self.customer("C")
        book = access_log._Book(self.env.registry, self.env.cr)
        book.note({(partner.id, self.rep.id) for partner in partners}, "export")
        before = self.env.cr.sql_log_count
        book.write_with_transaction()
        self.assertEqual(self.env.cr.sql_log_count - before, 1)
        wanted = {(partner.id, self.rep.id, "export") for partner in partners}
        self.assertLessEqual(wanted, self.openings())

    def test_a_customer_that_is_gone_is_left_out(self):
        book = access_log._Book(self.env.registry, self.env.cr)
        book.note({(0, self.rep.id)}, "form")
        book.write_with_transaction()
        self.assertNotIn((0, self.rep.id, "form"), self.openings())

    def test_trouble_afterwards_is_not_the_readers(self):
        # a partner that other transactions see too, and a user whom none sees
        book = access_log._Book(self.env.registry, self.env.cr)
        book.left = {(self.env.ref("base.main_partner").id, 2_000_000_000): "form"}
        with mute_logger("odoo.sql_db"), self.assertLogs(access_log._logger, "ERROR"):
            book.write_what_is_left()
