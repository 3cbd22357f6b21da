from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # The board counts the customers of a team, and those who became dormant, from these indexes alone, in
    # their order
    _board = models.Index(
        "(user_id, completeness) INCLUDE (active, company_id, partner_share, dormant_since) "
        "WHERE registered_on IS NOT NULL"
    )
    _board_dormant = models.Index(
        "(user_id, dormant_since) INCLUDE (active, company_id, partner_share) "
        "WHERE registered_on IS NOT NULL AND dormant_since IS NOT NULL"
    )
