from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    reviewer_id = fields.Many2one(
        "res.users",
        string="Customer Reviewer",
        domain=[("share", "=", False)],
        help="Who reviews the customers of this team instead of its leader (C9).",
    )

    def write(self, vals):
        """Reviews that wait go along with who reviews."""
        result = super().write(vals)
        if vals.keys() & {"user_id", "reviewer_id", "active"}:
            # sudo: reviews are written by the toolkit only; it says again who reviews.
            users = self.sudo().crm_team_member_ids.user_id
            reviews = self.env["sales_toolkit.review"].sudo()
            reviews.search([("state", "=", "pending"), ("partner_id.user_id", "in", users.ids)])._assign()
        return result
