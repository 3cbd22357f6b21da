"""Whoever is told has left, or leads no longer: somebody else is told instead (C10, O8-O11)."""

from odoo import api, models
from odoo.fields import Domain

from .batches import do_first


class ToldMixin(models.AbstractModel):
    """Rows that wait for people; whose they are follows from who looks after the deal or the customer.

    A room names the fields of these people and the way to the sales team, says which rows still wait, and
    who is told of them now. Its scheduled action calls ``_hand_over_orphans()``.
    """

    _name = "sales_toolkit.told.mixin"
    _description = "Waits for Somebody"

    # Who is asked or told: many2one fields to res.users
    _told = ()
    # Where the sales team stands whose leader may be told, as in a domain
    _told_team = ""

    @api.model
    def _get_told_domain(self):
        """Rows for which somebody still has to do something."""
        return Domain.TRUE

    @api.model
    def _get_orphan_domain(self):
        """Rows that wait for people who have left."""
        return Domain.OR(Domain(f"{name}.active", "=", False) for name in self._told)

    @api.private
    def hand_over(self):
        """Give these to who is concerned now, and bring the reminders of all of them in line."""

    @api.model
    def _find_orphans(self):
        return self.search(self._get_told_domain() & self._get_orphan_domain(), order="id")

    @api.model
    def _hand_over_orphans(self):
        """People leave: what waited for them is somebody else's. For scheduled actions."""
        rows, what = self._find_orphans(), f"{self._description} to hand over"
        do_first(self.env, rows, lambda batch: batch.hand_over(), what)


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def write(self, vals):
        """A new leader is told of what waits in the team, and of what waited for the one before."""
        if "user_id" not in vals:
            return super().write(vals)
        before = {team: team.user_id for team in self}
        result = super().write(vals)
        changed = self.filtered(lambda team: team.user_id != before[team])
        if changed:
            changed._hand_over_told(self.env["res.users"].union(*(before[team] for team in changed)))
        return result

    def _hand_over_told(self, before):
        for name in self.env.registry.descendants(["sales_toolkit.told.mixin"], "_inherit"):
            # sudo: whoever may change the leader; who is told follows from it
            model = self.env[name].sudo()
            if not model._abstract:
                concerned = Domain(model._told_team, "in", self.ids)
                concerned |= Domain.OR(Domain(field, "in", before.ids) for field in model._told)
                model.search(model._get_told_domain() & concerned).hand_over()


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.private
    def get_sales_teams(self):
        """The sales teams that these people are in; for who has left, the one that they were in last.

        The ERP archives the memberships of a user together with the user.
        """
        teams = self.env["crm.team"]
        for user in self:
            members = user.crm_team_member_ids.filtered("active")
            if not user.active and not members:
                left = user.with_context(active_test=False).crm_team_member_ids
                members = left.sorted(lambda member: (member.write_date, member.id))[-1:]
            teams |= members.crm_team_id.with_env(self.env)
        return teams
