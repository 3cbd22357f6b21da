"""What lists and boards show: filters that are ticked together, and columns in their order."""

from lxml import etree

from odoo.tests import tagged

from common import ToolkitCase

NARROWER = {
    "sales_toolkit.follow_up_view_search": ("planned", ["today"]),
    "sales_toolkit.handover_view_search": ("open", ["to_accept", "queried", "late"]),
    "sales_toolkit.handover_step_view_search": ("to_do", ["running", "late"]),
    "sales_toolkit.objection_view_search": ("open", ["late"]),
    "sales_toolkit.stall_view_search": ("not_cleared", ["to_explain"]),
    "sales_toolkit.data_check_view_search": ("open", ["missed"]),
    "sales_toolkit.activation_plan_view_search": ("open", ["draft", "late"]),
    "sales_toolkit.res_partner_view_search": ("my_customers", ["check_due", "review_pending"]),
    "crm.view_crm_case_opportunities_filter": (
        "filter_won_status_pending",
        ["stalled", "stalled_to_explain"],
    ),
}


@tagged("post_install", "-at_install")
class TestFilters(ToolkitCase):
    def groups(self, name):
        """{filter: number of its group}, as the client counts them."""
        view = self.env.ref(name)
        user = self.env[view.model].with_user(self.leader)
        number, kind, found = 0, None, {}
        for node in etree.fromstring(user.get_view(view.id, "search")["arch"]).iter(
            "filter", "separator", "group"
        ):
            grouping = "group_by" in (node.get("context") or "")
            number += node.tag != "filter" or grouping != kind
            if node.tag == "filter":
                kind, found[node.get("name")] = grouping, number
        return found

    def test_a_leader_opens_the_customers_of_the_team(self):
        """The two filters that are on at first are alternatives: both at a time leave a leader none."""
        groups = self.groups("sales_toolkit.res_partner_view_search")
        self.assertEqual(groups["my_customers"], groups["my_team"])

    def test_what_is_a_part_of_what_is_shown_at_first_narrows_it(self):
        """In the group of that filter it would change nothing."""
        for name, (shown, parts) in NARROWER.items():
            groups = self.groups(name)
            for part in parts:
                with self.subTest(view=name, part=part):
                    self.assertNotEqual(groups[part], groups[shown])

    def test_columns_are_in_the_order_of_the_work(self):
        """By their codes a contract was approved before it was a draft."""
        for room in ("contract", "handover", "retrospective", "objection"):
            with self.subTest(room=room):
                model = self.env[f"sales_toolkit.{room}"].with_context(read_group_expand=True)
                columns = [row["state"] for row in model.formatted_read_group([], ["state"], ["__count"])]
                self.assertEqual(columns, [code for code, _name in model._fields["state"].selection])
