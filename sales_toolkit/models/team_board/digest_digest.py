"""Figures of the toolkit in the ERP's digest, off until somebody switches them on (X5)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .team_board import REP


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_toolkit_registered = fields.Boolean("Customers Registered")
    kpi_toolkit_registered_value = fields.Integer(compute="_compute_kpi_toolkit_registered_value")
    kpi_toolkit_cadence = fields.Boolean("Cadence Kept (%)")
    kpi_toolkit_cadence_value = fields.Integer(compute="_compute_kpi_toolkit_cadence_value")
    kpi_toolkit_minutes = fields.Boolean("Minutes on Time (%)")
    kpi_toolkit_minutes_value = fields.Integer(compute="_compute_kpi_toolkit_minutes_value")
    kpi_toolkit_woken = fields.Boolean("Customers Woken")
    kpi_toolkit_woken_value = fields.Integer(compute="_compute_kpi_toolkit_woken_value")
    kpi_toolkit_retrospectives = fields.Boolean(
        "Retrospectives Closed (%)", help="Of those that were due in the time, how many percent are closed."
    )
    kpi_toolkit_retrospectives_value = fields.Integer(compute="_compute_kpi_toolkit_retrospectives_value")

    def _compute_kpi_toolkit_registered_value(self):
        domain = Domain("registered_on", "!=", False)
        self._measure_toolkit_kpi("registered", "res.partner", "registered_on", domain)

    def _compute_kpi_toolkit_cadence_value(self):
        self._measure_toolkit_kpi(
            "cadence", "sales_toolkit.cadence_report", "planned_date", whole="planned:sum", part="on_time:sum"
        )

    def _compute_kpi_toolkit_minutes_value(self):
        self._measure_toolkit_kpi(
            "minutes",
            "sales_toolkit.contact_report",
            "done_at",
            # of those that are still in time nothing can be said
            Domain("minutes_late", "=", 1) | Domain("minutes_on_time", "=", 1),
            part="minutes_on_time:sum",
        )

    def _compute_kpi_toolkit_woken_value(self):
        self._measure_toolkit_kpi("woken", "sales_toolkit.activation_plan", "activated_on")

    def _compute_kpi_toolkit_retrospectives_value(self):
        model, closed = "sales_toolkit.retrospective", Domain("state", "=", "closed")
        for digest in self:
            domain = digest._get_toolkit_kpi_domain(model, "due_date")
            due = self.env[model].search_count(domain)
            done = self.env[model].search_count(domain & closed)
            digest.kpi_toolkit_retrospectives_value = round(100 * done / due) if due else 0

    def _measure_toolkit_kpi(self, name, model, date, domain=Domain.TRUE, whole="__count", part=None):
        """A number, or with ``part`` how many percent that is of ``whole``, as its reader may see it."""
        for digest in self:
            found = digest._get_toolkit_kpi_domain(model, date) & domain
            [(total, *some)] = self.env[model]._read_group(found, [], [whole, *([part] if part else [])])
            value = total or 0
            if part:
                value = round(100 * (some[0] or 0) / total) if total else 0
            digest[f"kpi_toolkit_{name}_value"] = value

    def _get_toolkit_kpi_domain(self, model, date):
        """The digest's time and company; what belongs to no company counts for each.

        :raise AccessError: for people outside of sales, whose digest then goes without
        """
        if not self.env.user.has_group(REP):
            raise AccessError(self.env._("These figures are for salespeople."))
        start, end, _companies = self._get_kpi_compute_parameters()
        if self.env[model]._fields[date].type == "date":
            start, end = start[:10], end[:10]
        company = self.company_id or self.env.company
        domain = Domain(date, ">=", start) & Domain(date, "<", end)
        return domain & Domain("company_id", "in", (company.id, False))

    @api.model
    def _compute_kpis_actions(self, company, user):
        menu = self.env.ref("sales_toolkit.menu_root").id
        actions = {
            "registered": "customer_action",
            "cadence": "cadence_report_action",
            "minutes": "contact_report_action",
            "woken": "activation_plan_action",
        }
        return super()._compute_kpis_actions(company, user) | {
            f"kpi_toolkit_{name}": f"sales_toolkit.{action}?menu_id={menu}"
            for name, action in actions.items()
        }
