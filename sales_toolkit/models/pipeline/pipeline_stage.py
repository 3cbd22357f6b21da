from odoo import fields, models


class PipelineStage(models.Model):
    """A stage that a team gets when it takes the toolkit's pipeline. Edited in Configuration."""

    _name = "sales_toolkit.pipeline_stage"
    _description = "Toolkit Stage"
    _order = "sequence, id"

    name = fields.Char("Stage Name", required=True, translate=True, help="What the team's stage is called.")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    is_won = fields.Boolean("Won Stage", help="Deals in this stage are won.")
    requirements = fields.Text(translate=True, help="Shown as a tooltip over the stage's name.")
