"""The reports' favourites and the digest's figures (X5)."""

import ast
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from common_team_board import TeamBoardCase


@tagged("post_install", "-at_install")
class TestFavourites(TeamBoardCase):
    def shipped(self):
        rows = self.env["ir.model.data"].search(
            [("module", "=", "sales_toolkit"), ("model", "=", "ir.filters")]
        )
        return self.env["ir.filters"].browse(rows.mapped("res_id"))

    def test_they_open(self):
        """Domain, measures and group-bys of each are those of its model, for a leader."""
        self.scene()
        self.assertGreaterEqual(len(self.shipped()), 12)
        for row in self.shipped():
            model = self.env[row.model_id].with_user(self.leader)
            context, domain = ast.literal_eval(row.context), row._get_eval_domain()
            groups = [
                context["pivot_row_groupby"] + context["pivot_column_groupby"],
                context["graph_groupbys"],
                context["group_by"],
            ]
            measures = {*context["pivot_measures"], context["graph_measure"]}
            aggregates = [self.aggregate(model, measure) for measure in sorted(measures)]
            for groupby in groups:
                self.assertTrue(all(groupby))
                model.formatted_read_group(domain, groupby, aggregates)
            self.assertFalse(row.user_ids)
            self.assertEqual(row.action_id.sudo().type, "ir.actions.act_window")

    def aggregate(self, model, measure):
        if measure == "__count":
            return measure
        field = model._fields[measure]
        self.assertTrue(field.aggregator, measure)
        return f"{measure}:{field.aggregator}"

    def test_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        action = self.env.ref("sales_toolkit.cadence_report_action").id
        filters = self.env["ir.filters"].with_user(self.leader)
        english = filters.get_filters("sales_toolkit.cadence_report", action)
        self.assertIn("Cadence kept per salesperson and week", [row["name"] for row in english])
        self.leader.lang = "zh_CN"
        chinese = filters.with_context(lang="zh_CN").get_filters("sales_toolkit.cadence_report", action)
        self.assertEqual(len(chinese), len(english))
        self.assertFalse({row["name"] for row in chinese} & {row["name"] for row in english})

    def test_renamed_ones_keep_their_name(self):
        self.env.ref("sales_toolkit.filter_cadence_week").name = "Mine now"
        action = self.env.ref("sales_toolkit.cadence_report_action").id
        found = self.env["ir.filters"].get_filters("sales_toolkit.cadence_report", action)
        self.assertIn("Mine now", [row["name"] for row in found])

    def test_every_name_is_translated(self):
        names = self.env["ir.filters"]._get_toolkit_names()
        self.assertEqual(set(self.shipped().mapped("name")), set(names))


@tagged("post_install", "-at_install")
class TestDigest(TeamBoardCase):
    KPIS = ("registered", "cadence", "minutes", "woken", "retrospectives")

    def setUp(self):
        super().setUp()
        self.digest = self.env["digest.digest"].create(
            {"name": "Weekly", **{f"kpi_toolkit_{name}": True for name in self.KPIS}}
        )

    def values(self, user, days=40):
        now = fields.Datetime.now()
        self.settle()
        digest = self.digest.with_user(user).with_context(
            start_datetime=now - timedelta(days=days), end_datetime=now + timedelta(days=2)
        )
        return {name: digest[f"kpi_toolkit_{name}_value"] for name in self.KPIS}

    def test_off_at_first(self):
        for digest in self.env["digest.digest"].search([("id", "!=", self.digest.id)]):
            self.assertFalse(any(digest[f"kpi_toolkit_{name}"] for name in self.KPIS))

    def test_values(self):
        self.scene()
        self.env["res.partner"].search([("registered_on", "!=", False)]).sudo().write(
            {"registered_on": self.day(-1)}
        )
        found = self.values(self.leader)
        self.assertEqual(
            found, {"registered": 5, "cadence": 75, "minutes": 0, "woken": 1, "retrospectives": 33}
        )

    def test_nothing_happened(self):
        self.assertEqual(set(self.values(self.manager, 0).values()), {0})

    def test_of_another_company(self):
        self.scene()
        other = self.env["res.company"].create({"name": "Other"})
        self.digest.company_id = other
        self.leader.company_ids |= other
        self.assertEqual(self.values(self.leader)["cadence"], 0)

    def test_not_for_others(self):
        """As in core: whoever may not see a figure gets the digest without it."""
        with self.assertRaises(AccessError):
            self.values(self.outsider)
        names = lambda user: {  # noqa: E731
            row["kpi_name"] for row in self.digest._compute_kpis(self.company, user)
        }
        ours = {f"kpi_toolkit_{name}" for name in self.KPIS}
        self.assertEqual(names(self.leader) & ours, ours)
        self.assertFalse(names(self.outsider) & ours)

    def test_actions(self):
        actions = self.digest._compute_kpis_actions(self.company, self.leader)
        for name in self.KPIS[:4]:
            xmlid, _menu = actions[f"kpi_toolkit_{name}"].split("?")
            self.assertTrue(self.env.ref(xmlid))
