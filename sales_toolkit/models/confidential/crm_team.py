"""Nobody becomes concerned with customers by making themselves leader of somebody's team (C13)."""

from odoo import api, models
from odoo.exceptions import AccessError


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _get_led_users(self):
        """The salespeople whose team the current user leads."""
        # sudo: only tells the user about themselves.
        members = self.env["crm.team.member"].sudo()
        return members.search([("active", "=", True), ("crm_team_id.user_id", "=", self.env.uid)]).user_id

    @api.model
    def _check_not_self_promoted(self, led_before):
        """
        :raise AccessError: when the user leads somebody now whose confidential sheets they may not see
        """
        user = self.env.user
        led = self._get_led_users() - led_before - user
        if self.env.su or not led or user.has_group("sales_toolkit.group_confidential"):
            return
        # sudo: the tables of others are looked at for being empty, nothing of them is shown.
        customers = self.sudo().with_context(active_test=False).search([("user_id", "in", led.ids)])
        customers = customers.filtered(lambda partner: user not in partner.confidential_ids.reader_ids)
        if customers._get_confidential_holders():
            raise AccessError(
                self.env._(
                    "As leader of this team you would see confidential sheets of its customers. "
                    "Somebody else has to make you its leader."
                )
            )


class CrmTeam(models.Model):
    _inherit = "crm.team"

    @api.model_create_multi
    def create(self, vals_list):
        led = self.env["res.partner"]._get_led_users()
        teams = super().create(vals_list)
        self.env["res.partner"]._check_not_self_promoted(led)
        return teams

    def write(self, vals):
        led = self.env["res.partner"]._get_led_users()
        result = super().write(vals)
        self.env["res.partner"]._check_not_self_promoted(led)
        return result


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    @api.model_create_multi
    def create(self, vals_list):
        led = self.env["res.partner"]._get_led_users()
        members = super().create(vals_list)
        self.env["res.partner"]._check_not_self_promoted(led)
        return members

    def write(self, vals):
        led = self.env["res.partner"]._get_led_users()
        result = super().write(vals)
        self.env["res.partner"]._check_not_self_promoted(led)
        return result
