from odoo import fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    serves_follow_up = fields.Boolean(
        "Counts as Follow-up",
        help="Doing an activity of this kind is a contact with the customer: one on an opportunity counts "
        "as its planned follow-up, and no second one is planned (O3).",
    )
