"""The contract of a won opportunity (O9)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one
from ..shared.update_log_values import snapshot

STATES = [
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("returned", "Returned"),
    ("signed", "Signed"),
]
# What is approved: a change of any of it after the submission sends the contract back to draft. Its
# instalments and the content of its attachments count as well.
DECISIVE = frozenset(
    {
        "subject",
        "partner_id",
        "customer_signatory",
        "company_signatory",
        "currency_id",
        "amount",
        "terms",
        "instalment_ids",
        "date_start",
        "date_end",
        "attachment_ids",
    }
)
TYPED = DECISIVE | {"template_id"}


class Contract(models.Model):
    """A contract, from its draft to the signed scan."""

    _name = "sales_toolkit.contract"
    _inherit = [
        "sales_toolkit.approval.mixin",
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
        "sales_toolkit.thread.mixin",
        "sales_toolkit.told.mixin",
        "mail.activity.mixin",
        "sales_toolkit.deal_row.mixin",
    ]
    _description = "Contract"
    _order = "id desc"
    _rec_names_search = ["name", "subject"]
    _mail_post_access = "read"
    _approval_version = "turn"
    _told = ("user_id",)
    _told_team = "lead_id.team_id"

    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", required=True, index=True, ondelete="restrict", copy=False
    )
    name = fields.Char("Number", readonly=True, copy=False, help="Given when it is first submitted.")
    subject = fields.Char(required=True, help="What the contract is about, as printed on it.")
    active = fields.Boolean(default=True, readonly=True, copy=False)
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        group_expand=True,  # columns in the order of the work: without it they are in that of the codes
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        readonly=True,
        index=True,
        ondelete="set null",
        help="Who completes it: the deal's salesperson, or their leader where there is none.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    partner_id = fields.Many2one("res.partner", string="Customer", index=True, ondelete="restrict")
    customer_signatory = fields.Char(help="Who signs for the customer, with their title.")
    company_signatory = fields.Char("Our Signatory", help="Who signs for us, with their title.")
    currency_id = fields.Many2one("res.currency", required=True, default=lambda s: s.env.company.currency_id)
    amount = fields.Monetary(help="What the customer pays in all, in the currency of the contract.")
    template_id = fields.Many2one(
        "sales_toolkit.contract_template",
        ondelete="set null",
        help="Choosing another one puts its terms and instalments in the place of those that are there.",
    )
    terms = fields.Html(help="Terms and conditions, as printed.")
    instalment_ids = fields.One2many(
        "sales_toolkit.contract_instalment", "contract_id", string="Instalments", copy=True
    )
    date_start = fields.Date("Start")
    date_end = fields.Date("End")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "sales_toolkit_contract_attachment_rel",
        string="Documents",
        copy=False,
        help="What belongs to the contract, such as the specification. They are approved with it.",
    )
    version = fields.Integer(
        default=1, readonly=True, copy=False, help="Counts up each time it is changed after a submission."
    )
    turn = fields.Integer(
        readonly=True, copy=False, help="Counts the steps; who decides says which they saw."
    )
    edited_at = fields.Datetime(readonly=True, copy=False)
    signed_on = fields.Date(readonly=True, copy=False)
    signed_scan = fields.Binary(readonly=True, copy=False, attachment=True)
    signed_scan_name = fields.Char("Scan", readonly=True, copy=False)
    can_edit = fields.Boolean(compute="_compute_can_edit")

    _one_each = models.UniqueIndex("(lead_id) WHERE active", "This opportunity has a contract already.")
    _number = models.UniqueIndex("(company_id, name)", "There is a contract with this number already.")
    _amount = models.Constraint("CHECK (amount >= 0)", "The amount of a contract can't be negative.")
    _dates = models.Constraint(
        "CHECK (date_end >= date_start)", "A contract can't end before it starts. Correct the dates."
    )

    @api.depends("name", "subject")
    def _compute_display_name(self):
        for contract in self:
            contract.display_name = " ".join(filter(None, (contract.name, contract.subject)))

    @api.depends("state", "user_id", "active")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        allowed = self._origin._filtered_access("write")
        for contract in self:
            new = not contract._origin
            contract.can_edit = new or (contract._origin in allowed and contract.state != "signed")

    @api.onchange("template_id")
    def _onchange_template_id(self):
        if self.template_id:
            self.template_id.check_access("read")
            self.update(self.template_id.get_contract_values(self.partner_id))

    # Who types what -------------------------------------------------------------------------------------

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"subject", "customer_signatory", "company_signatory", "terms", "comment"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("States, numbers and approvals of a contract follow from its buttons.")
        core = {
            *models.MAGIC_COLUMNS,
            *self.env["mail.thread"]._fields,
            *self.env["mail.activity.mixin"]._fields,
        }
        derived = self._fields.keys() - TYPED - core - {"lead_id"}
        return super()._get_derived_fields() | dict.fromkeys(derived, message)

    @api.model_create_multi
    def create(self, vals_list):
        """A contract begins with what the deal says, as a draft, whatever a client's defaults say."""
        for vals in vals_list:
            if not self._is_derivation():
                self._refuse_derived(vals)
            if type(vals.get("lead_id")) is not int:
                raise UserError(self.env._("Say which opportunity the contract is for."))
        leads = self.env["crm.lead"].browse(vals["lead_id"] for vals in vals_list)
        leads.refuse_contracts()
        start = self._get_start_values()
        values = [
            {**start, **lead._prepare_contract_values(), **vals}
            for lead, vals in zip(leads, vals_list, strict=True)
        ]
        contracts = super(Contract, self.with_derivation()).create(values).with_env(self.env)
        contracts._begin()
        return contracts

    @api.model
    def _get_start_values(self):
        """What a contract begins as: each derived field has its value here, so that no default gets in."""
        derived = [self._fields[name] for name in self._get_derived_fields()]
        stored = [
            field for field in derived if field.store and not field.compute and field.type != "one2many"
        ]
        return {field.name: field.default(self) if field.default else False for field in stored}

    def write(self, vals):
        """What is decided on can be changed until it is signed; then it waits to be submitted again."""
        if self._is_derivation():
            return super().write(vals)
        if "lead_id" in vals:
            raise UserError(self.env._("A contract stays with its opportunity."))
        if not TYPED & vals.keys():
            return super().write(vals)
        self.check_access("write")
        self._refuse_signed()
        # sudo: whether anything changes, also where the writer does not see each document
        names = DECISIVE & vals.keys()
        before = snapshot(self.sudo(), names)
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._adopt_attachments()
        after = snapshot(self.sudo(), names)  # sudo: as before
        self.filtered(lambda contract: before[contract.id] != after[contract.id]).note_edit()
        return result

    def copy(self, default=None):  # pylint: disable=method-required-super
        """
        :raise UserError: always; an opportunity has one contract
        """
        raise UserError(
            self.env._("A contract can't be duplicated. Win another opportunity, or edit the draft.")
        )

    def _refuse_signed(self):
        # sudo: whether it is signed, for who is about to change it
        for contract in self.sudo().filtered(lambda contract: contract.state == "signed"):
            raise UserError(self.env._("%s is signed and can't be changed any more.", contract.display_name))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._refuse_signed()
        if not self._is_derivation():
            raise UserError(self.env._("Contracts go with their opportunity and can't be deleted alone."))

    def _mail_get_partner_fields(self, introspect_fields=False):
        """Nobody outside is written to about a contract unless somebody says so."""
        return []

    # What people open -----------------------------------------------------------------------------------

    @api.private
    def get_print_lang(self):
        """The language it is printed in: the customer's where it is installed, or the reader's."""
        lang, installed = self.partner_id.lang, dict(self.env["res.lang"].get_installed())
        return lang if lang in installed else self.env.lang or "en_US"

    def action_open_lead(self):
        """Open the opportunity."""
        need_one(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.lead_id.id,
            "views": [(False, "form")],
        }
