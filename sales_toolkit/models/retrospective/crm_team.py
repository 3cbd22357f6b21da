from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    retrospective_on_loss = fields.Boolean(
        "Retrospective of Lost Deals",
        help="Salespeople of this team write a retrospective of each deal that is lost, too.",
    )
