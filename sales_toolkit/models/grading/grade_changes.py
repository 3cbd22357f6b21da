"""When a policy changes, what has been graded by it is graded anew."""

from odoo import api, models

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from ...rules.grading import INPUTS

# Fields of the policy that grades follow from; what else a policy says does not touch them.
DECISIVE = {"code", "active", "company_id", "team_id", "horizon_days", *INPUTS}


class Grade(models.Model):
    _inherit = "sales_toolkit.grade"

    @api.model_create_multi
    def create(self, vals_list):
        grades = super().create(vals_list)
        self._regrade_opportunities()
        return grades

    def write(self, vals):
        result = super().write(vals)
        if DECISIVE & vals.keys():
            self._regrade_opportunities()
        return result

    def unlink(self):
        result = super().unlink()
        self._regrade_opportunities()
        return result

    @api.model
    def _regrade_opportunities(self):
        if self.env.context.get(MODULE_UNINSTALL_FLAG):
            return
        leads = self.env["crm.lead"]
        leads.invalidate_model(["grade_reason", "grade_next_step"], flush=False)
        leads.regrade_outdated()
