"""The tags of retrospectives, as a report (O12)."""

from odoo.tests import tagged

from common_learning import LearningCase

REPORT = "sales_toolkit.retrospective_report"


@tagged("post_install", "-at_install")
class TestRetrospectiveReport(LearningCase):
    def groups(self, groupby, aggregates, records, *domain):
        domain = [("retrospective_id", "in", records.ids), *domain]
        return self.env[REPORT]._read_group(domain, groupby, aggregates)

    def test_one_row_per_tag(self):
        late, quick = self.tag(), self.tag("Quick answers", "success")
        both = self.retrospective(late | quick)
        one = self.retrospective(late, outcome="lost")
        none = self.retrospective(self.env["sales_toolkit.retrospective_tag"])
        records = both | one | none
        self.assertEqual(
            set(self.groups(["tag_id", "kind"], ["mentions:sum", "won_share:avg"], records)),
            {(late, "improvement", 2, 50.0), (quick, "success", 1, 100.0), (late.browse(), False, 0, 100.0)},
        )
        [(count, rows)] = self.groups([], ["retrospective_id:count_distinct", "__count"], records)
        self.assertEqual((count, rows), (3, 4))
        rows = self.env[REPORT].search([("retrospective_id", "in", records.ids)])
        self.assertEqual(len(set(rows.ids)), 4)

    def test_industry_of_the_company_and_grade_at_closing(self):
        industry = self.env["res.partner.industry"].create({"name": "Machines"})
        company = self.customer(industry_id=industry.id)
        contact = self.env["res.partner"].create({"name": "Li", "parent_id": company.id})
        lead = self.deal("a", partner_id=contact.id)
        lead.action_set_won()
        record = self.retrospective(self.tag(), lead=lead)
        [row] = self.env[REPORT].search([("retrospective_id", "=", record.id)])
        self.assertEqual((row.partner_id, row.industry_id, row.grade), (company, industry, "a"))
        self.policy("a", horizon_days=10)
        self.settle()
        self.assertEqual(row.grade, "a")

    def test_archived_ones_are_left_out(self):
        record = self.retrospective(self.tag())
        record.write_derived({"active": False})
        self.settle()
        self.assertFalse(self.env[REPORT].search([("retrospective_id", "=", record.id)]))

    def test_what_is_in_the_cache_is_written_first(self):
        record = self.retrospective(self.tag())
        self.assertEqual(len(self.groups(["kind"], [], record)), 1)
        record.with_derivation().success_tag_ids = self.tag("Quick answers", "success")
        self.assertEqual(len(self.groups(["kind"], [], record)), 2)
