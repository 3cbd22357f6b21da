"""Contracts that wait: for an approval, to be mended, to be signed. Drafts have an activity of their own."""

from odoo import api, models

from .approval_level import APPROVERS

MODEL = "sales_toolkit.contract"


class Reminder(models.Model):
    _inherit = "sales_toolkit.reminder"

    @api.model
    def _get_kinds(self):
        def kind(state, user, action):
            action = f"sales_toolkit.contract_action_{action}"
            domain = [("state", "=", state), ("active", "=", True)]
            return {"model": MODEL, "domain": domain, "user": user, "date": None, "action": action}

        return super()._get_kinds() | {
            "contract_approval": kind("submitted", "approver_id", "to_approve"),
            "contract_returned": kind("returned", "user_id", "returned"),
            "contract_to_sign": kind("approved", "user_id", "to_sign"),
        }

    def _get_summary(self):
        if self.kind == "contract_approval":
            return self.env._("Contracts to approve: %s", self.count)
        if self.kind == "contract_returned":
            return self.env._("Contracts returned to be mended: %s", self.count)
        if self.kind == "contract_to_sign":
            return self.env._("Approved contracts to have signed: %s", self.count)
        return super()._get_summary()

    @api.model
    def _count_waiting(self, kind, users):
        """Contracts that nobody is named for wait for each colleague who may approve them."""
        waiting = super()._count_waiting(kind, users)
        if kind != "contract_approval":
            return waiting
        contracts = self.env[MODEL]
        # sudo: whether there is any such contract at all, and who is in the group
        unnamed = [("state", "=", "submitted"), ("approver_id", "=", False)]
        if not contracts.sudo().search_count(unnamed, limit=1):
            return waiting
        pool = self.env.ref(APPROVERS).sudo().all_user_ids.filtered("active")
        for user in pool if users is None else pool & users:
            # as the user: the rules say which contracts they see
            mine = contracts.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
            if number := mine.search_count([("can_decide", "=", True), ("approver_id", "=", False)]):
                waiting[user.id] = (number + waiting.get(user.id, (0,))[0], None)
        return waiting
