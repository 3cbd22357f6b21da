"""The decision chain of a customer (决策链角色): confidential (C13)."""

from odoo import api, fields, models

from ...rules.registration_form.people import Person

ROLES = [
    ("decision_maker", "Decision Maker"),
    ("technical_evaluator", "Technical Evaluator"),
    ("user", "End User"),
    ("purchaser", "Purchaser"),
    ("influencer", "Influencer"),
    ("gatekeeper", "Gatekeeper"),
    ("other", "Other"),
]
STANCES = [
    ("supporter", "Supporter"),
    ("neutral", "Neutral"),
    ("opponent", "Opponent"),
    ("unknown", "Unknown"),
]
LOGGED = frozenset({"name", "contact_id", "role", "stance", "note"})


class DecisionMaker(models.Model):
    """One person's role and stance in a customer's decision (C1)."""

    _name = "sales_toolkit.decision_maker"
    _inherit = ["sales_toolkit.update_log.mixin", "sales_toolkit.opening.mixin"]
    _description = "Decision Chain Role"
    _order = "sequence, id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade", copy=False
    )
    sequence = fields.Integer(default=10)
    contact_id = fields.Many2one(
        "res.partner",
        domain="[('id', 'child_of', partner_id), ('is_company', '=', False)]",
        ondelete="set null",
        help="The contact of the customer that this person is, if registered.",
    )
    name = fields.Char(
        compute="_compute_name",
        store=True,
        readonly=False,
        help="Name of the person, where no contact is named.",
    )
    role = fields.Selection(ROLES, help="What part the person has in the decision.")
    stance = fields.Selection(
        STANCES, required=True, default="unknown", help="Where the person stands towards us."
    )
    note = fields.Char(help="What matters to this person.")

    @api.depends("contact_id")
    def _compute_name(self):
        for person in self:
            person.name = person.contact_id.name or person.name

    @api.depends("name", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for person in self:
            role = f"({roles[person.role]})" if person.role else ""
            person.display_name = f"{person.name or ''}{role}"

    def write(self, vals):
        if vals.get("partner_id"):
            self.env["res.partner"].browse(vals["partner_id"])._check_concerned()
        return super().write(vals)

    def _get_update_log_customer(self):
        """The sheet's own customer: a company above it may have other people concerned."""
        return self.partner_id

    @api.model
    def _get_update_log_fields(self):
        return LOGGED

    def _get_update_log_item(self, field_name):
        return "decision_chain"

    @api.model
    def _is_update_log_confidential(self):
        return True

    @api.private
    def get_person(self):
        """The person as the registration form writes it."""
        self.ensure_one()
        return Person(self.name or "", role=self.role or None, stance=self.stance, note=self.note or "")
