"""What a contract begins with: terms and instalments per need type (O9)."""

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools.translate import html_translate


class ContractTemplate(models.Model):
    """Terms and instalments that a new contract takes over, to be adapted there."""

    _name = "sales_toolkit.contract_template"
    _inherit = ["sales_toolkit.privacy_guard.mixin"]
    _description = "Contract Template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="Of several that fit, the first one is taken.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: all."
    )
    need_type_id = fields.Many2one(
        "sales_toolkit.need_type",
        index="btree_not_null",
        ondelete="restrict",
        help="For customers with this need type. Empty: for all that no other template fits.",
    )
    terms = fields.Html(translate=html_translate, help="In the language of the customer where translated.")
    line_ids = fields.One2many(
        "sales_toolkit.contract_template_line", "template_id", string="Instalments", copy=True
    )

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"terms"})

    @api.private
    @api.model
    def get_for(self, company, need_type):
        """The template for customers of ``need_type`` in ``company``: the most specific one."""
        # sudo: the policy holds whether or not the user may read it
        found = (
            self.sudo()
            .with_context(active_test=True)
            .search(
                [
                    ("company_id", "in", (company.id, False)),
                    ("need_type_id", "in", (need_type.id, False)),
                ]
            )
        )
        return found.sorted(lambda row: (not row.need_type_id, not row.company_id))[:1]

    @api.private
    def get_contract_values(self, customer):
        """What a contract for ``customer`` takes over, in their language."""
        # sudo: as in get_for()
        template = self.sudo().with_context(lang=customer.lang or self.env.lang or "en_US")
        lines = [
            Command.create(
                {
                    "sequence": line.sequence,
                    "name": line.name,
                    "percent": line.percent,
                    "due_days": line.due_days,
                }
            )
            for line in template.line_ids
        ]
        return {"terms": template.terms, "instalment_ids": [Command.clear(), *lines]}


class ContractTemplateLine(models.Model):
    _name = "sales_toolkit.contract_template_line"
    _description = "Instalment of a Contract Template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "sales_toolkit.contract_template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Instalment", required=True, translate=True)
    percent = fields.Float("%", digits=(6, 2))
    due_days = fields.Integer("Days after Signature", help="When it is due, counted from the signature.")

    _percent = models.Constraint(
        "CHECK (percent >= 0 AND percent <= 100)", "An instalment is from 0 to 100 percent."
    )
