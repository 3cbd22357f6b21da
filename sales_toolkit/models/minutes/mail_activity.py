"""Done on the activity of a follow-up opens its minutes (O5)."""

from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store


class MailActivity(models.Model):
    _inherit = "mail.activity"

    follow_up_id = fields.Many2one(
        "sales_toolkit.follow_up",
        compute="_compute_follow_up_id",
        compute_sudo=True,
        help="The planned follow-up that this activity stands for.",
    )

    @api.model
    def default_get(self, fields):
        """It follows from the activity: given by a client, its name would tell of any opportunity (C13)."""
        return super().default_get([name for name in fields if name != "follow_up_id"])

    def _compute_follow_up_id(self):
        planned = self._get_follow_ups().filtered(lambda row: row.state == "planned")
        by_activity = {row.activity_id: row for row in planned}
        for activity in self:
            activity.follow_up_id = by_activity.get(activity, False)

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), Store.Attr("follow_up_id", lambda a: a.follow_up_id.id)]
