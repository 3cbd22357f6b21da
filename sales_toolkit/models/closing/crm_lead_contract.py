"""The contract as the opportunity shows it, and what becomes of it when deals move, merge or go (O9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.item_field import TOOLKIT_USERS
from .contract import STATES
from .crm_lead import CONTRACT

FOLLOWED = {"user_id", "team_id", "company_id"}
# The more advanced first
RANK = ("signed", "approved", "submitted", "returned", "draft")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    contract_ids = fields.One2many(
        CONTRACT, "lead_id", string="Contracts", readonly=True, copy=False, groups=TOOLKIT_USERS
    )
    contract_state = fields.Selection(
        STATES,
        compute="_compute_contract_state",
        groups=TOOLKIT_USERS,
        help="The state of the contract that the reader may see; empty where there is none.",
    )
    contract_missing = fields.Boolean(
        compute="_compute_contract_state",
        groups=TOOLKIT_USERS,
        help="Whether it is won and has no contract.",
    )

    @api.depends("won_status", "contract_ids.state", "contract_ids.active")
    @api.depends_context("uid")
    def _compute_contract_state(self):
        won = self._origin.filtered(lambda lead: lead.won_status == "won")
        there = won._get_contracts() if won else self.env[CONTRACT]
        # sudo(False): what was found as superuser is shown to who may read it only
        states = {row.lead_id.id: row.state for row in there.sudo(False)._filtered_access("read")}
        for lead in self:
            lead.contract_state = states.get(lead._origin.id, False)
            lead.contract_missing = lead._origin in won - there.lead_id.sudo(False)

    def write(self, vals):
        result = super().write(vals)
        if FOLLOWED & vals.keys():
            # sudo: who may change the deal; its contract goes along
            closed = self.sudo()._filter_closed()
            if won := closed.filtered(lambda lead: lead.won_status == "won"):
                won._get_contracts().follow_deal()
        return result

    def unlink(self):
        # sudo: contracts go with their deal, whether or not the user sees them
        contracts = self.env[CONTRACT].sudo().with_context(active_test=False)
        there = contracts.search([("lead_id", "in", self.ids)]) if self else contracts
        there = there.filtered(lambda row: row.state != "signed")  # these are refused below
        if there:
            self.check_access("unlink")
            asked, owners = there._get_asked(), there.user_id
            there.activity_ids.unlink()
            there.with_derivation().unlink()
            contracts.refresh_people(asked, owners)
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed_contract(self):
        # sudo: whether there is one, also where the user does not see it
        contracts = self.env[CONTRACT].sudo().with_context(active_test=False)
        for contract in contracts.search([("lead_id", "in", self.ids), ("state", "=", "signed")], limit=1):
            raise UserError(
                self.env._(
                    "%(lead)s has a signed contract and can't be deleted. Archive it instead.",
                    lead=contract.lead_id.name,
                )
            )

    @api.private
    def on_merged(self, opportunities):
        """One contract stays, the more advanced one; the others are put away with the deal that stays."""
        result = super().on_merged(opportunities)
        # sudo: whoever merges opportunities may, whether or not they see the contracts
        contracts = self.env[CONTRACT].sudo().with_context(active_test=False)
        there = contracts.search([("lead_id", "in", (self | opportunities).ids)])
        active = there.filtered("active").sorted(lambda row: (RANK.index(row.state), row.lead_id != self))
        kept = active[:1] if self.won_status == "won" else active.filtered(lambda r: r.state == "signed")[:1]
        (active - kept).put_away()
        moved = there.filtered(lambda row: row.lead_id != self)
        if moved:
            moved.store_derived({"lead_id": self.id})
            moved.log_step("merged")
            (moved & kept).follow_deal()
        return result
