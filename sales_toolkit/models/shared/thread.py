"""Notes in the chatter that are in one language, that of who acts."""

from odoo import models


class Thread(models.AbstractModel):
    """Where a call says no language (the API, scheduled actions, demo data), notes were in two.

    The ERP's texts then come in the user's language, the names of models and values that they hold in
    English: "Contract 创建".
    """

    _name = "sales_toolkit.thread.mixin"
    _inherit = "mail.thread"
    _description = "Chatter in One Language"

    def _creation_message(self):
        return super(Thread, self._fallback_lang())._creation_message()

    def _message_track(self, fields_iter, initial_values_dict):
        return super(Thread, self._fallback_lang())._message_track(fields_iter, initial_values_dict)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _creation_message(self):
        return super(ResPartner, self._fallback_lang())._creation_message()
