"""What the confidential sheet costs: queries, which are the same on every machine (C13)."""

from odoo.tests import tagged

from common import ToolkitCase

CONFIDENTIAL = (
    "budget_text budget_min budget_max budget_currency_id internal_decision_notes family_situation"
    " decision_maker_ids is_concerned access_request_ids confidential_id confidential_ids"
).split()


@tagged("post_install", "-at_install")
class TestCost(ToolkitCase):
    def queries(self, read):
        """How many queries ``read`` makes when nothing is cached but what a running server has."""
        counts = []
        for _round in range(2):
            self.settle()
            before = self.env.cr.sql_log_count
            read()
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def specification(self, view):
        """What the web client asks for when it opens the view."""
        model = self.env["res.partner"].with_user(self.rep)
        views = model.get_views([(self.env.ref(view).id, view.rsplit("_", 1)[-1].replace("tree", "list"))])
        return {name: {} for name in views["models"]["res.partner"]["fields"] if name in self.shown(views)}

    def shown(self, views):
        [view] = views["views"].values()
        return {part.split('"')[0] for part in view["arch"].split('name="')[1:]}

    def test_the_form_costs_at_most_three_queries_more(self):
        partner = self.customer(budget_text="800万", contact_name="Zhou")
        partner.decision_maker_ids.create({"partner_id": partner.id, "name": "Wang", "role": "user"})
        partner = partner.with_user(self.rep)
        everything = self.specification("base.view_partner_form")
        self.assertLessEqual({"budget_text", "decision_maker_ids", "is_concerned"}, everything.keys())
        without = {name: spec for name, spec in everything.items() if name not in CONFIDENTIAL}
        more = self.queries(lambda: partner.web_read(everything)) - self.queries(
            lambda: partner.web_read(without)
        )
        self.assertLessEqual(more, 3)

    def test_the_list_costs_none(self):
        partners = self.env["res.partner"].browse()
        for number in range(80):
            partners += self.env["res.partner"].create(
                {"name": f"C{number}", "user_id": self.rep.id, "budget_min": 5}
            )
        partners = partners.with_user(self.rep)
        shown = self.specification("sales_toolkit.res_partner_view_list")
        self.assertFalse(shown.keys() & set(CONFIDENTIAL))
        with_sheets = self.queries(lambda: partners.web_read(shown))
        self.env["sales_toolkit.confidential"].search([("partner_id", "in", partners.ids)]).unlink()
        self.assertEqual(self.queries(lambda: partners.web_read(shown)), with_sheets)
