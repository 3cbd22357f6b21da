"""Who is concerned with a customer, and what they alone may do (C13)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..shared.arguments import need_one
from ..shared.item_field import TOOLKIT_USERS
from .res_partner import READER


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_concerned = fields.Boolean(
        compute="_compute_is_concerned",
        groups=TOOLKIT_USERS,
        help="Whether the reader is one of the people concerned with this customer, "
        "who may read and write its confidential sheet.",
    )

    @api.depends("user_id", "company_id")
    @api.depends_context(*READER)
    def _compute_is_concerned(self):
        # one's own customers, and those whose sheet one sees: only of the rest the question has to be asked
        user = self.env.user
        unknown = self._origin.filtered(
            lambda partner: partner.user_id != user and not partner.confidential_id
        )
        others = unknown - unknown.filter_concerned()
        for partner in self:
            partner.is_concerned = partner._origin not in others

    @api.private
    def filter_concerned(self):
        """The customers among these that the current user is concerned with, as the rules say."""
        user = self.env.user
        if not self or self.env.su or user.has_group("sales_toolkit.group_confidential"):
            return self
        domain = fields.Domain("id", "in", self.ids) & user.get_concerned_domain()
        # sudo: only tells the user about themselves; whether a sheet exists stays unknown.
        return self.sudo().with_context(active_test=False).search(domain).with_env(self.env)

    def write(self, vals):
        for name in ("user_id", "company_id"):
            if name in vals:
                self._check_may_reassign(name, vals[name])
        return super().write(vals)

    def _check_may_reassign(self, name, value):
        """A new salesperson gets to see the confidential sheet: who may not, may not hand it out.

        As well another company: its *Sensitive Data* people, and no longer the customer's own.

        :raise AccessError: when the user is not concerned with a customer that has something
            confidential and would get another salesperson or company
        """
        changed = self.filtered(lambda partner: partner[name].id != value)
        (changed - changed.filter_concerned())._check_nothing_confidential()

    def _check_nothing_confidential(self):
        self._get_confidential_holders()[:1]._check_concerned()

    def _get_confidential_holders(self):
        """Those of these customers that have, or had, anything confidential: the update log remembers."""
        domain = [("partner_id", "in", self.ids)]
        past = [*domain, ("confidential", "=", True)]
        # sudo: the tables of others are looked at for being empty, nothing of them is shown.
        sheets = self.env["sales_toolkit.confidential"].sudo().search(domain).partner_id
        makers = self.env["sales_toolkit.decision_maker"].sudo()._read_group(domain, ["partner_id"])
        rows = self.env["sales_toolkit.update_log"].sudo()._read_group(past, ["partner_id"])
        ids = {*sheets.ids, *(partner.id for [partner] in makers + rows)}
        return self.filtered(lambda partner: partner.id in ids)

    def _compute_user_id(self):
        """A person put below a company gets its salesperson, but not where that hands out a sheet."""
        # not as superuser, which stored fields are computed as: what counts is who put the person there
        known = self._origin.sudo(False)
        held = (known - known.filter_concerned())._get_confidential_holders() if known else known
        free = self.filtered(lambda partner: partner._origin.id not in held.ids)
        return super(ResPartner, free)._compute_user_id()

    def action_open_readers(self):
        """Open the sheet to see and name its readers.

        :raise AccessError: when the user is not concerned with the customer
        """
        need_one(self)
        self._check_concerned()
        sheet = self.confidential_id or self.env["sales_toolkit.confidential"].create({"partner_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Readers"),
            "res_model": sheet._name,
            "res_id": sheet.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _check_concerned(self):
        """
        :raise AccessError: when the user is not one of the people concerned with these customers
        """
        for partner in self - self.filter_concerned():
            raise AccessError(
                self.env._(
                    "Budget and decision chain of %(customer)s are for the people concerned: the "
                    "salesperson, their team leader and the readers named. Ask the salesperson for access.",
                    customer=partner.name,
                )
            )
