from odoo import api, fields, models

from .contract_submit import SEQUENCE


class ResCompany(models.Model):
    _inherit = "res.company"

    contract_on_win = fields.Boolean(
        default=True, help="A contract is prepared when an opportunity is won (O9)."
    )
    contract_draft_days = fields.Integer(
        default=3, help="Working days to complete and submit a contract (O9)."
    )
    contract_reminder_days = fields.Integer(
        default=2,
        help="Working days after which an approver is reminded, and the next one told. 0: nobody is (O9).",
    )
    contract_sequence_id = fields.Many2one("ir.sequence", readonly=True, ondelete="set null")

    _contract_days = models.Constraint(
        "CHECK (contract_draft_days >= 0 AND contract_reminder_days >= 0)",
        "The days for contracts can't be negative.",
    )

    @api.private
    def get_contract_sequence(self):
        """The numbers of this company's contracts, made from the template when first needed.

        Which one it is stands on the company: of two who need it first at the same time, one starts over.
        """
        self.ensure_one()
        # sudo: numbers are given by the toolkit
        company = self.sudo()
        if not company.contract_sequence_id:
            template = self.env.ref("sales_toolkit.sequence_contract", raise_if_not_found=False)
            values = {
                "name": self.env._("Contracts of %s", company.name),
                "code": SEQUENCE,
                "company_id": company.id,
            }
            template = template and template.sudo()
            company.contract_sequence_id = (
                template.copy(values)
                if template
                else self.env["ir.sequence"]
                .sudo()
                .create({**values, "prefix": "HT%(range_year)s-", "padding": 4, "use_date_range": True})
            )
        return company.contract_sequence_id
