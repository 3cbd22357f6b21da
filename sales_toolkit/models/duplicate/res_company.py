from odoo import fields, models

from ...rules.duplicates import THRESHOLD


class ResCompany(models.Model):
    _inherit = "res.company"

    duplicate_name_similarity = fields.Integer(
        "Similar Names From (%)",
        default=THRESHOLD,
        help="From how much alike two names of companies are taken for perhaps the same; 100: only where "
        "nothing but legal form, region and spelling differ.",
    )

    _duplicate_name_similarity = models.Constraint(
        "CHECK (duplicate_name_similarity BETWEEN 50 AND 100)",
        "Names can be called similar from 50 % to 100 %.",
    )
