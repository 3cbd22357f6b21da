"""An import that collides with what a colleague saves at that moment: tried again, as any other request."""

from odoo import api, models

from .batches import COLLISIONS


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _sql_error_to_message(self, exc):
        """Core's import asks for a message about each row that the database refused, and leaves it out."""
        raise_collision(exc)
        return super()._sql_error_to_message(exc)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    def _sql_error_to_message(self, exc):
        """As for partners."""
        raise_collision(exc)
        return super()._sql_error_to_message(exc)


def raise_collision(exc):
    """The ERP tries the whole request again after a collision, unless somebody swallows it."""
    if isinstance(exc, COLLISIONS):
        raise exc
