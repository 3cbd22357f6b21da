"""Followers who may not read the record any more hear nothing of it (C13)."""

from odoo import models


class Thread(models.AbstractModel):
    _inherit = "sales_toolkit.thread.mixin"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """The ERP keeps on telling a follower whose deal, team or help is somebody else's by now.

        Whom the writer addresses by name, and followers from outside, are told as ever.
        """
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        # sudo: whom the message itself names
        named = set((msg_vals or {}).get("partner_ids") or message.sudo().partner_ids.ids)
        return [
            person
            for person in recipients
            if not person["is_follower"]
            or person["share"]
            or person["id"] in named
            or self._is_readable_for(person["uid"])
        ]

    def _is_readable_for(self, user_id):
        if not self or not user_id:
            return True
        user = self.env["res.users"].browse(user_id)
        # sudo: the companies of a colleague
        companies = user.sudo().company_ids.ids
        return self.with_user(user).with_context(allowed_company_ids=companies).has_access("read")
