"""Whom a user is concerned with: said once, for the rules and for the form (C13)."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.private
    def get_concerned_domain(self):
        """The customers that this user is concerned with: their salesperson, the leader of a team of that
        salesperson, and the readers named on the sheet.

        In SQL of its own, because record rules ask it with every table that belongs to a customer. As the
        ERP would put it, each of them joins the users and looks the user up once more.
        """
        uid, colleague = self.id, self._is_internal()
        return Domain.custom(
            to_sql=lambda partners, alias, query: _concerned_sql(partners, alias, query, uid, colleague)
        )


def _concerned_sql(partners, alias, query, uid, colleague):
    members, teams, sheets = (
        partners.env[name]._fields for name in ("crm.team.member", "crm.team", "sales_toolkit.confidential")
    )
    salesperson = partners._field_to_sql(alias, "user_id", query)
    led = SQL(
        """SELECT member.user_id FROM crm_team_member AS member
             JOIN crm_team AS team ON team.id = member.crm_team_id
            WHERE member.active AND team.active AND team.user_id = %s""",
        uid,
        to_flush=[members[name] for name in ("user_id", "crm_team_id", "active")]
        + [teams[name] for name in ("active", "user_id")],
    )
    # a reader who has become a portal user since is none
    reads = SQL(
        """%s AND EXISTS (
           SELECT FROM sales_toolkit_confidential AS sheet
             JOIN sales_toolkit_confidential_reader_rel AS reader
               ON reader.sales_toolkit_confidential_id = sheet.id
            WHERE sheet.partner_id = %s AND reader.res_users_id = %s)""",
        colleague,
        SQL.identifier(alias, "id"),
        uid,
        to_flush=[sheets["partner_id"], sheets["reader_ids"]],
    )
    return SQL("(%s = %s OR %s IN (%s) OR %s)", salesperson, uid, salesperson, led, reads)
