"""What stays on record stays, whatever a client's context says."""

from odoo import models

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


class Base(models.AbstractModel):
    _inherit = "base"

    def unlink(self):
        """Without asking what may be deleted (``api.ondelete``) only for who may uninstall an add-on."""
        if self.env.context.get(MODULE_UNINSTALL_FLAG) and not self.env.user._is_system():
            return super(Base, self.with_context(**{MODULE_UNINSTALL_FLAG: False})).unlink()
        return super().unlink()
