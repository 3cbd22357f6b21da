"""Without its sales team, an opportunity goes by the policy for all teams."""

from odoo import models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def unlink(self):
        # sudo: the policy is no secret. The database takes it away with the team.
        grades = self.env["sales_toolkit.grade"].sudo().with_context(active_test=False)
        own = grades.search_count([("team_id", "in", self.ids)], limit=1)
        result = super().unlink()
        if own:
            self.env.invalidate_all()
            self.env["crm.lead"].regrade_outdated()
        return result
