"""Templates of implementation plans, which managers edit (O10)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

ROLES = [("leader", "Delivery Leader"), ("salesperson", "Salesperson"), ("user", "Named User")]


class HandoverTemplate(models.Model):
    """The steps with which what was sold is delivered, for some need types or in general."""

    _name = "sales_toolkit.handover_template"
    _description = "Implementation Plan Template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="What kind of plan it is.")
    sequence = fields.Integer(default=10, help="The first one that fits the customer's need is taken.")
    active = fields.Boolean(default=True, help="Off: no longer used for new plans.")
    company_id = fields.Many2one("res.company", ondelete="cascade", help="Empty: for all companies.")
    need_type_ids = fields.Many2many(
        "sales_toolkit.need_type",
        "sales_toolkit_handover_template_need_type_rel",
        string="Need Types",
        help="For customers with one of these needs. None: for all other customers.",
    )
    line_ids = fields.One2many(
        "sales_toolkit.handover_template.line",
        "template_id",
        string="Steps",
        copy=True,
        help="What is to be done, when, and by whom.",
    )

    @api.private
    def pick_for(self, need_type, company):
        """The template among these for a need of a company: by need type, or else a general one."""
        usable = self.filtered(lambda template: template.company_id in (company, company.browse()))
        fitting = usable.filtered(lambda template: need_type and need_type in template.need_type_ids)
        return fitting[:1] or usable.filtered(lambda template: not template.need_type_ids)[:1]


class HandoverTemplateLine(models.Model):
    """One step of a template."""

    _name = "sales_toolkit.handover_template.line"
    _description = "Step of an Implementation Plan Template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "sales_toolkit.handover_template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, help="The place in the plan.")
    name = fields.Char(required=True, translate=True, help="What is to be done.")
    description = fields.Text(translate=True, help="What belongs to it.")
    role = fields.Selection(ROLES, "Owner", required=True, default="leader", help="Who does it.")
    user_id = fields.Many2one(
        "res.users", string="Named User", domain="[('share', '=', False)]", help="Who does it, if named."
    )
    offset_days = fields.Integer(
        "After (working days)", help="Working days after the plan begins; 0 is its first day."
    )
    duration_days = fields.Integer(
        "Takes (working days)", required=True, default=1, help="Working days from its first day to its last."
    )

    _offset = models.Constraint(
        "CHECK (offset_days BETWEEN 0 AND 3650)", "A step begins 0 to 3650 working days after its plan."
    )
    _duration = models.Constraint(
        "CHECK (duration_days BETWEEN 1 AND 3650)", "A step takes 1 to 3650 working days."
    )

    @api.constrains("role", "user_id")
    def _check_user(self):
        if any(line.role == "user" and not line.user_id for line in self):
            raise ValidationError(self.env._("Name the user who does the step, or choose another owner."))
