"""The retrospective of an opportunity: begun when it is won or lost, put away when it comes back (O11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one
from ..shared.item_field import TOOLKIT_USERS
from .retrospective import STATES

CLOSED = ("won", "lost")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    retrospective_id = fields.Many2one(
        "sales_toolkit.retrospective",
        compute="_compute_retrospective_id",
        groups=TOOLKIT_USERS,
        help="What was learned from this deal.",
    )
    retrospective_state = fields.Selection(
        STATES,
        compute="_compute_retrospective_id",
        groups=TOOLKIT_USERS,
    )
    retrospective_due = fields.Date(compute="_compute_retrospective_id", groups=TOOLKIT_USERS)

    # for the median cycle of a team, when a deal of it is won
    _team_closed = models.Index("(team_id, won_status, date_closed) WHERE won_status IN ('won', 'lost')")

    @api.model
    def default_get(self, fields):
        """It follows from the deal: given by a client, its name would tell of any other deal (C13)."""
        return super().default_get([name for name in fields if name != "retrospective_id"])

    @api.depends("won_status")
    @api.depends_context("uid")
    def _compute_retrospective_id(self):
        ended = self._origin.filtered(lambda lead: lead.won_status in CLOSED)
        rows = ended._get_retrospectives() if ended else self.env["sales_toolkit.retrospective"]
        by_lead = {row.lead_id.id: row for row in rows}
        for lead in self:
            row = by_lead.get(lead._origin.id, rows.browse())
            lead.retrospective_id = row
            lead.retrospective_state = row.state
            lead.retrospective_due = row.due_date

    def _get_retrospectives(self):
        """The retrospectives of these that count, as far as the user may see them."""
        return self.env["sales_toolkit.retrospective"].search([("lead_id", "in", self.ids)])

    # How it comes about ---------------------------------------------------------------------------------

    @api.private
    def on_won(self):
        result = super().on_won()
        self.env["sales_toolkit.retrospective"].open_for(self, "won")
        return result

    @api.private
    def on_lost(self):
        result = super().on_lost()
        asked = self.filtered("team_id.retrospective_on_loss")
        if asked:
            self.env["sales_toolkit.retrospective"].open_for(asked, "lost")
        return result

    @api.private
    def on_reopened(self):
        result = super().on_reopened()
        self._get_retrospectives().close_down()
        return result

    def action_open_retrospective(self):
        """Open the retrospective of this deal; one that was won or lost without gets one.

        :raise UserError: when the deal is still open
        """
        need_one(self)
        self.check_access("read")
        row = self._get_retrospectives()[:1]
        if not row:
            self._check_retrospective_possible()
            # sudo: whoever may write the deal; the retrospective is made by the toolkit
            deal = self.sudo()
            rows = self.env["sales_toolkit.retrospective"]
            row = rows.open_for(deal, deal.won_status, due_from=fields.Datetime.now())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Retrospective"),
            "res_model": "sales_toolkit.retrospective",
            "res_id": row.id,
            "views": [(False, "form")],
        }

    def _check_retrospective_possible(self):
        """
        :raise UserError: when there is nothing to look back upon, or it is not for the user
        """
        if self.type != "opportunity" or self.won_status not in CLOSED:
            raise UserError(
                self.env._("“%s” is still open: there is a retrospective once it is won or lost.", self.name)
            )
        self.check_access("write")
        # sudo: whether there is one that the user may not see
        if self.sudo()._get_retrospectives():
            raise UserError(
                self.env._("The retrospective of “%s” is for its salesperson and their leader.", self.name)
            )

    @api.private
    def erase_retrospectives(self):
        """What was written about these deals may tell of people (C12)."""
        # sudo: decided by a manager or by the retention rule
        self.sudo().with_context(active_test=False)._get_retrospectives().erase_texts()
