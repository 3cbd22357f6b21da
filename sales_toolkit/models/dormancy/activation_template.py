"""Templates of activation plans, which admins edit (C11)."""

from odoo import api, fields, models

RESPONSIBLE = [("salesperson", "Salesperson"), ("leader", "Team leader"), ("user", "Named user")]


class ActivationTemplate(models.Model):
    """The steps with which dormant customers of a certain kind are to be won back."""

    _name = "sales_toolkit.activation_template"
    _description = "Activation Template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="What kind of plan it is.")
    sequence = fields.Integer(default=10, help="The first one that fits the customer is taken.")
    active = fields.Boolean(default=True, help="Off: no longer used for new plans.")
    company_id = fields.Many2one("res.company", ondelete="cascade", help="Empty: for all companies.")
    category_ids = fields.Many2many(
        "res.partner.category",
        string="Customer Tags",
        help="For customers with one of these tags. No tags and no industries: for all other customers.",
    )
    industry_ids = fields.Many2many(
        "res.partner.industry", string="Industries", help="For customers of one of these industries."
    )
    step_ids = fields.One2many(
        "sales_toolkit.activation_template.step", "template_id", copy=True, help="What is to be done, when."
    )

    @api.private
    def pick_for(self, customer):
        """The template among these that fits ``customer``: by tag or industry, or else a general one."""
        company = customer.get_home_company()
        usable = self.filtered(lambda template: template.company_id in (company, company.browse()))
        fitting = usable.filtered(
            lambda template: (
                template.category_ids & customer.category_id or customer.industry_id & template.industry_ids
            )
        )
        general = usable.filtered(lambda template: not template.category_ids and not template.industry_ids)
        return fitting[:1] or general[:1]


class ActivationTemplateStep(models.Model):
    """One step of a template."""

    _name = "sales_toolkit.activation_template.step"
    _description = "Step of an Activation Template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "sales_toolkit.activation_template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, help="The place in the plan.")
    name = fields.Char(required=True, translate=True, help="What is to be done.")
    channel_id = fields.Many2one(
        "sales_toolkit.channel", string="Method", ondelete="restrict", help="How: phone, visit …"
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        ondelete="set null",
        domain="[('res_model', 'in', (False, 'res.partner'))]",
        help="The kind of activity that the responsible person gets. Empty: a to-do.",
    )
    delay_days = fields.Integer(
        "After (working days)",
        default=1,
        help="Working days of the responsible person after the plan starts.",
    )
    responsible = fields.Selection(RESPONSIBLE, required=True, default="salesperson", help="Who does it.")
    user_id = fields.Many2one(
        "res.users", string="Named User", domain="[('share', '=', False)]", help="Who does it, if named."
    )
    wakes = fields.Boolean(
        "Wakes the Customer",
        default=True,
        help="On: doing this step is an interaction that wakes the customer and closes the plan. "
        "Off: the plan goes on.",
    )
    _delay = models.Constraint(
        "CHECK (delay_days BETWEEN 0 AND 3650)", "A step comes 0 to 3650 working days after its plan starts."
    )

    @api.private
    def get_responsible(self, salesperson):
        """Who does this step of a plan for a customer of ``salesperson``."""
        self.ensure_one()
        # sudo: who leads a team is known to everyone who works with it
        member = salesperson.sudo().crm_team_member_ids.filtered("active")[:1]
        leader = member.crm_team_id.user_id
        users = {"user": self.user_id, "leader": leader}
        found = users.get(self.responsible) or salesperson
        return found if found.active else salesperson
