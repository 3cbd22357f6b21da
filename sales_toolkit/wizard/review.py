"""What a reviewer is asked before a review is returned or handed over (C9)."""

from odoo import fields, models

from ..models.shared.arguments import need_one


class ReviewReturn(models.TransientModel):
    """Asks what is to be mended."""

    _name = "sales_toolkit.review_return"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Return to Be Mended"
    _about = "review_id"

    review_id = fields.Many2one("sales_toolkit.review", required=True, ondelete="cascade")
    seen_version = fields.Integer(help="The version of the review that the reviewer looks at.")
    comment = fields.Text(required=True, help="What is to be mended, for the person who submitted it.")

    def action_return(self):
        """Return the review.

        :raise AccessError: when the user may not decide on it
        :raise UserError: when it has been decided, or has changed since
        """
        need_one(self)
        self.review_id.action_return(self.comment, {self.review_id.id: self.seen_version})
        return {"type": "ir.actions.act_window_close", "infos": {"decided": True}}


class ReviewHandover(models.TransientModel):
    """Asks who reviews instead."""

    _name = "sales_toolkit.review_handover"
    _inherit = ["sales_toolkit.dialog.mixin"]
    _description = "Hand Over a Review"
    _about = "review_id"

    review_id = fields.Many2one("sales_toolkit.review", required=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users",
        string="Reviewer",
        required=True,
        ondelete="cascade",
        domain=[("share", "=", False)],
        help="Who reviews it instead; nobody who entered some of it.",
    )

    def action_hand_over(self):
        """Give the review to that colleague.

        :raise AccessError: when the user may not
        :raise UserError: when that colleague can't review it
        """
        need_one(self)
        self.review_id.action_set_reviewer(self.user_id.id)
        return {"type": "ir.actions.act_window_close", "infos": {"decided": True}}
