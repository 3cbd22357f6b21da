"""What becomes of a retrospective when its opportunity changes hands, is merged or deleted (O11)."""

from odoo import api, models

PEOPLE = frozenset({"user_id", "team_id", "company_id", "partner_id"})


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def write(self, vals):
        result = super().write(vals)
        if PEOPLE & vals.keys():
            # sudo: whoever may give the deal to somebody else; the retrospective goes with it
            if ended := self.sudo()._filter_closed():
                ended._get_retrospectives().follow_lead()
        return result

    @api.private
    def on_merged(self, opportunities):
        """Core deletes the opportunities that were merged, and their retrospectives would go with them."""
        result = super().on_merged(opportunities)
        # sudo: whoever merges opportunities may see them
        others = opportunities.sudo().with_context(active_test=False)
        others._get_retrospectives().take_over(self)
        return result

    def unlink(self):
        # sudo: they go with their opportunity, and their activities with them
        ended = self.sudo().with_context(active_test=False)
        ended._get_retrospectives().unlink()
        return super().unlink()
