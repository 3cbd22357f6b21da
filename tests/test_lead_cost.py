"""Opportunities that the toolkit has nothing to do with cost the ERP no query of ours (X2)."""

from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import tagged

from odoo.addons.crm.tests import test_performances

from common import ToolkitCase


class TestLeadAssignment(test_performances.TestLeadAssignPerf):
    """The ERP's own limits of queries, with leads that are assigned and merged by hundreds."""


@tagged("post_install", "-at_install")
class TestLeadCost(ToolkitCase):
    def queries(self, change):
        """The queries about tables of ours that a change takes."""
        execute, seen = Cursor.execute, []

        def note(cursor, query, *args, **kwargs):
            text = str(getattr(query, "code", query))
            if "sales_toolkit_" in text:
                seen.append(text)
            return execute(cursor, query, *args, **kwargs)

        self.env.flush_all()
        self.env.invalidate_all()
        with patch.object(Cursor, "execute", note):
            change()
            self.env.flush_all()
        return seen

    def setUp(self):
        super().setUp()
        self.deal = self.env["crm.lead"].create({"name": "Deal", "type": "opportunity"})
        self.other = self.env["crm.lead"].create({"name": "Other", "type": "lead"})

    def test_a_new_one(self):
        leads = self.env["crm.lead"]
        self.assertEqual(self.queries(lambda: leads.create({"name": "New", "type": "opportunity"})), [])

    def test_giving_it_to_somebody(self):
        team = self.env["crm.team"].search([("user_id", "=", self.leader.id)])
        values = {"user_id": self.rep.id, "team_id": team.id}
        self.assertEqual(self.queries(lambda: self.deal.write(values)), [])
        self.assertEqual(self.queries(lambda: self.other.write(values)), [])

    def test_converting_it(self):
        self.assertEqual(self.queries(lambda: self.other.convert_opportunity(False)), [])

    def test_moving_it_to_another_stage(self):
        stage = self.env["crm.stage"].create({"name": "Next"})
        self.assertEqual(self.queries(lambda: self.deal.write({"stage_id": stage.id})), [])

    def test_merging(self):
        more = self.env["crm.lead"].create([{"name": "A", "type": "lead"}, {"name": "B", "type": "lead"}])
        asked = self.queries(lambda: (self.other | more).merge_opportunity(auto_unlink=False))
        self.assertEqual(len(asked), 1, "whether there is anything to take along")

    def test_a_graded_one_is_looked_after(self):
        self.deal.write({"need_clarity": "clear", "user_id": self.rep.id})
        self.assertTrue(self.queries(lambda: self.deal.write({"user_id": self.rep2.id})))
