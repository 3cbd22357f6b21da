from odoo import fields, models


class CrmStage(models.Model):
    _inherit = "crm.stage"

    pipeline_stage_id = fields.Many2one(
        "sales_toolkit.pipeline_stage",
        string="Toolkit Stage",
        copy=False,
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The toolkit's stage that this one of a team was made from.",
    )
