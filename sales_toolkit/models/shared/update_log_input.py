"""When, why and through which channel items change: what the caller of a write says of it (C8)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .statement import Statement
from .update_log_values import INPUTS


class UpdateLogMixin(models.AbstractModel):
    _inherit = "sales_toolkit.update_log.mixin"

    update_reasons = fields.Json(
        store=False,
        help="Input only: the reason for each item changed in the same write, as {item: text}. "
        "Never stored here: it ends up in the update records.",
    )
    update_channel_id = fields.Many2one(
        "sales_toolkit.channel",
        store=False,
        help="Input only: the channel through which the changes of the same write were learned.",
    )

    @api.model
    def _without_update_input(self, vals):
        return {name: value for name, value in vals.items() if name not in INPUTS}

    def _with_update_input(self, inputs):
        """This model with the values of INPUTS, if any, where the rows look for them: in the context."""
        reasons, channel_id = inputs
        context = {}
        if reasons:
            if not isinstance(reasons, dict) or not all(isinstance(text, str) for text in reasons.values()):
                raise ValidationError(self.env._("The reasons for changes must be given as {item: text}."))
            context["update_reasons"] = {**self._get_update_context("update_reasons"), **reasons}
        if channel_id:
            context["update_channel_id"] = channel_id
        return self.with_context(**context) if context else self

    @api.model
    def _get_update_context(self, name):
        """A dict from the context; whatever else a client sends there counts as nothing."""
        value = self.env.context.get(name)
        return value if isinstance(value, dict) else {}

    @api.model
    def _get_update_statement(self, item):
        """When, why and through which channel the item ``item`` changes in this call."""
        statement = self._get_update_context("update_statements").get(item)
        if isinstance(statement, Statement):
            return statement
        reason = self._get_update_context("update_reasons").get(item)
        reason = reason or self.env.context.get("update_reason") or ""
        return Statement(reason=str(reason).strip())

    @api.model
    def _get_update_channel_id(self):
        """The channel of this call: the one stated, or "import" during an import."""
        channel_id = self.env.context.get("update_channel_id")
        if channel_id:
            # sudo: only whether such a channel exists; names are not shown.
            exists = type(channel_id) is int and (
                self.env["sales_toolkit.channel"].sudo().browse(channel_id).exists()
            )
            if not exists:
                raise ValidationError(
                    self.env._(
                        "There is no channel with the id given as update_channel_id. Choose an existing one."
                    )
                )
            return channel_id
        if self.env.context.get("import_file"):
            return self.env["ir.model.data"]._xmlid_to_res_id("sales_toolkit.channel_import") or None
        return None
