"""The pipeline by stage and grade, in numbers and expected revenue."""

from collections import defaultdict

from odoo import api, models

GRADES = ("a", "b", "c", False)


class TeamBoard(models.AbstractModel):
    _inherit = "sales_toolkit.team_board"

    @api.model
    def _measure_deals(self, scope, metrics):
        """[(user id, stage, grade, count, revenue in the currency of the user's company)] of open deals."""
        if "deals" not in metrics:
            return []
        rows = self.env["crm.lead"]._read_group(
            metrics["deals"]["domain"],
            ["user_id", "stage_id", "grade", "company_id"],
            ["__count", "expected_revenue:sum"],
        )
        rates = {}
        return [
            (user.id, stage, grade or False, count, (revenue or 0) * self._get_rate(company, scope, rates))
            for user, stage, grade, company, count, revenue in rows
        ]

    @api.model
    def _get_rate(self, company, scope, rates):
        """What one unit of a deal's currency is worth today; ``rates`` keeps it."""
        if company not in rates:
            own = self.env.company
            # sudo: the currency of a company whose deals the user sees
            currency = company.sudo().currency_id or own.currency_id
            rates[company] = self.env["res.currency"]._get_conversion_rate(
                currency, own.currency_id, own, scope.today
            )
        return rates[company]

    @api.model
    def _get_pipeline(self, deals):
        """Rows of stages and columns of grades, with their totals."""
        cells, stages = defaultdict(lambda: [0, 0.0]), {}
        for _user, stage, grade, count, revenue in deals:
            stages[stage.id] = stage
            for key in ((stage.id, grade), (stage.id, "all"), ("all", grade), ("all", "all")):
                cells[key][0] += count
                cells[key][1] += revenue
        graded = [grade for grade in GRADES if cells[("all", grade)][0] or grade]
        columns = [*({"id": g, "label": (g or "").upper() or self.env._("Not Graded")} for g in graded)]
        columns.append({"id": "all", "label": self.env._("Total")})
        named = self.env["crm.stage"].browse(id_ for id_ in stages if id_).sorted("sequence")
        rows = [(stage.id, stage.name) for stage in named]
        rows += [(False, self.env._("No Stage"))] if False in stages else []
        rows.append(("all", self.env._("Total")))
        return {
            "columns": columns,
            "rows": [
                {
                    "id": stage,
                    "label": label,
                    "cells": [self._get_deal_cell(stage, column["id"], cells) for column in columns],
                }
                for stage, label in rows
                if deals
            ],
        }

    def _get_deal_cell(self, stage, grade, cells):
        count, revenue = cells[(stage, grade)]
        domain = [] if stage == "all" else [("stage_id", "=", stage)]
        if grade != "all":
            domain.append(("grade", "=", grade))
        return self._figure("deals", count, domain, revenue=round(revenue, 2))
