"""Success factors and improvement points, as tags (O11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

KINDS = [("success", "Success Factor"), ("improvement", "Improvement Point")]


class RetrospectiveTag(models.Model):
    """A reason that recurs, such as: 异议响应及时性不足."""

    _name = "sales_toolkit.retrospective_tag"
    _description = "Retrospective Tag"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True, help="The reason, in a few words.")
    kind = fields.Selection(KINDS, required=True, index=True, help="Whether it helped, or is to be improved.")
    sequence = fields.Integer(default=10)
    color = fields.Integer(aggregator=None)
    active = fields.Boolean(default=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """What was written down stays: a tag in use can be archived only."""
        self._check_unused()

    def _check_unused(self):
        """
        :raise UserError: when a retrospective has one of these tags
        """
        # sudo: only whether there is any
        rows = self.env["sales_toolkit.retrospective"].sudo().with_context(active_test=False)
        domain = fields.Domain("success_tag_ids", "in", self.ids)
        if rows.search_count(domain | fields.Domain("improvement_tag_ids", "in", self.ids), limit=1):
            raise UserError(self.env._("Retrospectives have this tag. Archive it instead."))

    def write(self, vals):
        """A factor of success does not become a point to improve where it has been chosen."""
        if any(tag.kind != vals.get("kind", tag.kind) for tag in self):
            self._check_unused()
        return super().write(vals)
