from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # The board counts the customers of a team by their completeness, from this index alone
    _completeness_by_user = models.Index(
        "(user_id, completeness) INCLUDE (company_id, partner_share) "
        "WHERE registered_on IS NOT NULL AND active"
    )
