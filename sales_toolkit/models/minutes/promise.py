"""What was promised in a contact: an activity of whoever promised it (O5)."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class Promise(models.Model):
    """One promise. Its activity stands on the opportunity, or else on the customer."""

    _name = "sales_toolkit.promise"
    _inherit = [
        "sales_toolkit.derived_fields.mixin",
        "sales_toolkit.privacy_guard.mixin",
        "sales_toolkit.contact_row.mixin",
    ]
    _description = "Promise"
    _order = "due_date, id"

    follow_up_id = fields.Many2one(
        "sales_toolkit.follow_up",
        "Follow-up",
        required=True,
        index=True,
        ondelete="cascade",
        help="The contact in which it was promised.",
    )
    name = fields.Char("Promised", required=True, help="What was promised, such as: send the drawings.")
    user_id = fields.Many2one(
        "res.users",
        string="Promised By",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Who promised it and does it.",
    )
    due_date = fields.Date(
        required=True,
        default=lambda self: self.env.user.add_working_days(self.env.user.get_today(), 1),
    )
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="What stands in the clock menu of who promised.",
    )
    done = fields.Boolean(compute="_compute_done", help="Its activity has been done.")

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("The activity of a promise is made when the minutes are done.")
        return super()._get_derived_fields() | {"activity_id": message}

    @api.depends("activity_id.active")
    def _compute_done(self):
        for promise in self:
            # sudo: only whether a colleague has done it
            activity = promise.sudo().activity_id
            promise.done = bool(activity and not activity.active)

    @api.constrains("user_id")
    def _check_user(self):
        for promise in self:
            if promise.user_id.share or not promise.user_id.active:
                raise UserError(self.env._("Only a colleague who is there can promise something."))

    def _start(self):
        """Activities for those that have none yet."""
        # sudo: the contact may be written, so its opportunity or customer may get the activity
        new = self.sudo().filtered(lambda promise: not promise.activity_id)
        todo = self.env.ref("mail.mail_activity_data_todo")
        for promise in new:
            record = promise.follow_up_id.lead_id or promise.follow_up_id.partner_id
            activity = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
            promise.write_derived(
                {
                    "activity_id": activity.create(
                        {
                            "res_model_id": self.env["ir.model"]._get_id(record._name),
                            "res_id": record.id,
                            "activity_type_id": todo.id,
                            "summary": promise.name,
                            "date_deadline": promise.due_date,
                            "user_id": promise.user_id.id,
                            "automated": True,
                        }
                    ).id
                }
            )
