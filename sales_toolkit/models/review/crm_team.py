from odoo import api, fields, models
from odoo.fields import Domain


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
        if not vals.keys() & {"user_id", "reviewer_id", "active"}:
            return super().write(vals)
        # sudo: whose customers' reviews go along
        members = self.sudo().crm_team_member_ids
        with members._reviews_going_along(members.user_id.ids):
            return super().write(vals)


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    @api.model_create_multi
    def create(self, vals_list):
        with self._reviews_going_along([vals.get("user_id") for vals in vals_list]):
            return super().create(vals_list)

    def write(self, vals):
        if not any(self._changes(vals)):
            return super().write(vals)
        with self._reviews_going_along([*self.user_id.ids, vals.get("user_id")]):
            return super().write(vals)

    def _changes(self, vals):
        """Whether these get another team, person or state: the ERP writes what stands there as well."""
        for name in {"user_id", "crm_team_id", "active"} & vals.keys():
            for member in self:
                yield self._fields[name].convert_to_write(member[name], member) != vals[name]

    def unlink(self):
        with self._reviews_going_along(self.user_id.ids):
            return super().unlink()

    def _reviews_going_along(self, user_ids):
        """Reviews of these people's customers wait for their leaders."""
        ids = [id_ for id_ in user_ids if isinstance(id_, int)]
        return self.env["sales_toolkit.review"]._going_along(Domain("partner_id.user_id", "in", ids))
