"""Who delivers what was sold (O10)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

DELIVERY = "sales_toolkit.group_delivery"


class DeliveryTeam(models.Model):
    """People who deliver, and the kinds of need they serve. They see the hand-overs of their teams only."""

    _name = "sales_toolkit.delivery_team"
    _description = "Delivery Team"
    _order = "sequence, id"

    name = fields.Char(required=True, help="How the team is called.")
    sequence = fields.Integer(default=10, help="The first one that fits a deal is taken.")
    active = fields.Boolean(default=True, help="Off: gets no new hand-overs.")
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        ondelete="cascade",
        index="btree_not_null",
        help="Empty: for all companies.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Delivery Leader",
        domain="[('share', '=', False)]",
        ondelete="restrict",
        index="btree_not_null",
        help="Who is told of a won deal, and accepts its hand-over.",
    )
    member_ids = fields.Many2many(
        "res.users",
        "sales_toolkit_delivery_team_member_rel",
        string="Members",
        domain="[('share', '=', False)]",
        help="Who else sees the team's hand-overs and works in them.",
    )
    need_type_ids = fields.Many2many(
        "sales_toolkit.need_type",
        "sales_toolkit_delivery_team_need_type_rel",
        string="Need Types",
        help="Customers with one of these needs are this team's. None: for all that no other team serves.",
    )

    @api.constrains("user_id", "member_ids")
    def _check_people(self):
        """Otherwise they would be told of what they can't open."""
        for team in self:
            people = team.user_id | team.member_ids
            strangers = people.filtered(lambda user: not user.has_group(DELIVERY))
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%s can't open hand-overs yet. An administrator first gives them the right "
                        '"Delivery" in the settings of the user.',
                        ", ".join(strangers.mapped("name")),
                    )
                )

    @api.private
    def pick_for(self, need_type, company):
        """The team among these for a need of a company: by need type, or its default, or the first."""
        usable = self.filtered(lambda team: team.company_id in (company, company.browse()))
        fitting = usable.filtered(lambda team: need_type and need_type in team.need_type_ids)
        if fitting:
            return fitting[0]
        if company.delivery_team_id in usable:
            return company.delivery_team_id
        own = usable.filtered("company_id") or usable
        return own.filtered(lambda team: not team.need_type_ids)[:1] or own[:1]

    @api.private
    def get_people(self):
        """All who work in these teams, as far as they are there."""
        # sudo: names of colleagues
        teams = self.sudo()
        return (teams.user_id | teams.member_ids).filtered("active")

    def write(self, vals):
        """A new leader takes over what waits for the one before."""
        before = {team: team.user_id for team in self} if "user_id" in vals else {}
        result = super().write(vals)
        # sudo: whoever may change the leader; who is told follows from it
        handovers = self.env["sales_toolkit.handover"].sudo()
        for team, leader in before.items():
            if leader != team.user_id:
                rows = handovers.search([("delivery_team_id", "=", team.id), ("state", "!=", "done")])
                rows._hand_on("leader", leader, team.user_id)
        return result
