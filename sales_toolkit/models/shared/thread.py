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


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """The note about it comes from a template, which is in the language of the call."""
        activities = self.with_context(lang=self.env.lang or self.env.user.lang)
        return super(MailActivity, activities)._action_done(feedback=feedback, attachment_ids=attachment_ids)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _creation_message(self):
        return super(ResPartner, self._fallback_lang())._creation_message()
