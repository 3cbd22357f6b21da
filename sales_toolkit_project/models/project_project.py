"""From the project back to the hand-over."""

from odoo import api, fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    handover_count = fields.Integer(
        compute="_compute_handover_count",
        help="Whether it comes from a won deal, whose hand-over one may read.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_handover_count(self):
        rows, counts = self.env["sales_toolkit.handover"], {}
        if rows.has_access("read"):
            counts = dict(rows._read_group([("project_id", "in", self.ids)], ["project_id"], ["__count"]))
        for project in self:
            project.handover_count = counts.get(project, 0)

    def action_open_handover(self):
        """Open the hand-over that this project comes from."""
        self.ensure_one()
        self.check_access("read")
        # sudo: which one; the form opens only for those who may read it
        row = self.env["sales_toolkit.handover"].sudo().search([("project_id", "=", self.id)], limit=1)
        row.with_env(self.env).check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "sales_toolkit.handover",
            "res_id": row.id,
            "views": [(False, "form")],
        }
