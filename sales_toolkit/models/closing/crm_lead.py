"""Won opportunities get a contract; those that come back give it up (O9)."""

from odoo import api, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Datetime
from odoo.tools.misc import clean_context

from ..shared.arguments import need_one
from ..shared.batches import do_or_leave_out

CONTRACT = "sales_toolkit.contract"


class CrmLead(models.Model):
    _inherit = "crm.lead"

    # Won and reopened -----------------------------------------------------------------------------------

    @api.private
    def on_won(self):
        result = super().on_won()
        wanted = self.filtered(lambda lead: lead.get_grading_company().contract_on_win)
        if wanted:
            # a win always succeeds: where a contract can't be prepared, there is a button to do it by hand
            do_or_leave_out(
                self.env, wanted, lambda leads: leads._prepare_contracts(), "Contract of opportunity"
            )
        return result

    @api.private
    def on_reopened(self):
        result = super().on_reopened()
        self._get_contracts().withdraw()
        return result

    def _prepare_contracts(self):
        """The contracts of these: those there are, those that were withdrawn, or new ones."""
        # sudo: a deal has one contract, whether or not the user sees it
        contracts = self.env[CONTRACT].sudo().with_context(clean_context(self.env.context), active_test=False)
        there = contracts.search([("lead_id", "in", self.ids)], order="withdrawn_at desc, id desc")
        active = there.filtered("active")
        withdrawn = contracts.browse()
        for row in there.filtered("withdrawn_at"):
            if row.lead_id not in (active | withdrawn).lead_id:
                withdrawn |= row
        withdrawn.revive()
        known = active | withdrawn
        new = self - known.lead_id
        return known | contracts.create([{"lead_id": lead.id} for lead in new])

    @api.private
    def refuse_contracts(self):
        """
        :raise AccessError: when the user may not write one of these
        :raise UserError: when one is not won, or has a contract
        """
        if not self.env.su:
            self.check_access("write")
            for lead in self.filtered(lambda lead: lead.won_status != "won"):
                raise UserError(self.env._("%s is not won yet.", lead.name))
        for contract in self._get_contracts():
            raise UserError(self.env._("%s has a contract already.", contract.lead_id.name))

    def _get_contracts(self):
        """The contracts of these that are not put away, whoever may see them."""
        # sudo: a deal has one contract, whether or not the user sees it
        return self.env[CONTRACT].sudo().search([("lead_id", "in", self.ids), ("active", "=", True)])

    # What it says ---------------------------------------------------------------------------------------

    def _prepare_contract_values(self):
        """What the contract of this deal begins with; where orders are confirmed, a bridge takes theirs."""
        self.ensure_one()
        # sudo: what the deal says of itself, for who may have a contract for it
        lead = self.sudo()
        company, customer = lead.get_grading_company(), lead.partner_id.commercial_partner_id
        owner = lead.get_stall_people()[0]
        template = self.env["sales_toolkit.contract_template"].get_for(company, customer.need_type_id)
        values = {
            "lead_id": lead.id,
            "subject": lead.name,
            "user_id": owner.id,
            "company_id": company.id,
            "partner_id": customer.id,
            "customer_signatory": lead._get_customer_signatory(),
            "company_signatory": owner.name,
            # that of a deal without a company would be the one of whoever wins it
            "currency_id": company.currency_id.id,
            "amount": max(lead.expected_revenue, 0),
            "template_id": template.id,
        }
        return values | template.get_contract_values(customer) if template else values

    def _get_customer_signatory(self):
        contact = self.partner_id
        if contact.is_company:
            contact = contact.get_main_contact() or contact
        if contact.is_company:
            return self.contact_name or False
        return ", ".join(filter(None, (contact.name or self.contact_name, contact.function))) or False

    # By hand --------------------------------------------------------------------------------------------

    def action_prepare_contract(self):
        """Prepare the contract of this won deal, or open the one there is.

        :raise UserError: when it is not won
        """
        need_one(self)
        self.check_access("write")
        if self.won_status != "won":
            raise UserError(self.env._("%s is not won yet.", self.name))
        # sudo: who may write the deal was checked; the toolkit looks after it from now on
        lead = self.sudo()
        try:
            lead.lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(
                self.env._("A colleague is working on this opportunity at this moment. Try again.")
            ) from None
        if not lead.outcome:
            lead.store_derived({"outcome": "won", "outcome_at": lead.date_closed or Datetime.now()})
        lead._prepare_contracts()
        return self.action_open_contract()

    def action_open_contract(self):
        """Open the contract of this deal."""
        need_one(self)
        self.check_access("read")
        contract = self.env[CONTRACT].search([("lead_id", "=", self.id)], limit=1)
        if not contract:
            raise UserError(self.env._("There is no contract here that you may see."))
        return {
            "type": "ir.actions.act_window",
            "res_model": CONTRACT,
            "res_id": contract.id,
            "views": [(False, "form")],
        }
