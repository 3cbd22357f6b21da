"""What the customer form shows of the update records."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..shared.item_field import LOG_READERS


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "sales_toolkit.update_log.mixin"]

    update_log_ids = fields.One2many(
        "sales_toolkit.update_log",
        "partner_id",
        string="Update Records",
        groups=LOG_READERS,
        readonly=True,
        help="Every change of a registered item of this customer and its contacts (C8).",
    )
    update_log_count = fields.Integer(
        "Update Record Count",
        compute="_compute_update_records",
        groups=LOG_READERS,
        help="Rows that the reader may see.",
    )
    update_records = fields.Json(
        "Latest Update Records",
        compute="_compute_update_records",
        groups=LOG_READERS,
        help="The latest update record of each item, for the column beside the item: "
        "{item: {date, reason, user, count}}. Only rows that the reader may see.",
    )

    @api.depends_context("uid", "lang", "tz", "allowed_company_ids")
    def _compute_update_records(self):
        latest = self._get_latest_update_records()
        for partner in self:
            records = latest.get(partner._origin.id, {})
            partner.update_records = records
            partner.update_log_count = sum(record["count"] for record in records.values())

    def _get_latest_update_records(self):
        """{customer id: {item: latest row and number of rows}}, in one query.

        ``_search`` puts the reader's access rules into the query, so that restricted rows neither
        show nor count.
        """
        log = self.env["sales_toolkit.update_log"]
        if not self._origin or not log.has_access("read"):
            return {}
        query = log._search([("partner_id", "in", self._origin.ids)])
        row = SQL.identifier(query.table)
        inner = query.select(
            SQL("%s.id", row),
            SQL("count(*) OVER (PARTITION BY %s.partner_id, %s.item) AS total", row, row),
            SQL(
                "row_number() OVER (PARTITION BY %s.partner_id, %s.item ORDER BY %s.date DESC, %s.id DESC)"
                " AS place",
                row,
                row,
                row,
                row,
            ),
        )
        rows = self.env.execute_query(SQL("SELECT id, total FROM (%s) AS ranked WHERE place = 1", inner))
        totals = dict(rows)
        result = defaultdict(dict)
        for row in log.browse(totals):
            result[row.partner_id.id][row.item] = row.format_update_record() | {"count": totals[row.id]}
        return result

    @api.private
    def append_update_statements(self, statements, texts):
        """Put reasons of the past on record, without a change: what a paper form tells of an item.

        :param statements: {item: [Statement]}
        :param texts: {item: the item's value as displayed}
        """
        rows = []
        company = self.company_id or self.env.company
        for item, stated in statements.items():
            model, res_id, field_name = self._get_item_source(item)
            owner = self.env[model]
            for statement in stated:
                with_statement = owner.with_context(update_statements={item: statement})
                texts_ = [texts.get(item, "")] * 2
                rows.append(
                    with_statement._prepare_update_log_row(
                        self, company, res_id, field_name, item, texts_, [None, None]
                    )
                )
        self.env["sales_toolkit.update_log"]._insert_rows(rows)

    def _get_item_source(self, item):
        """(model, id, field) that an item of this customer's form is kept in."""
        return self._name, self.id, item

    def action_open_update_log(self):
        """Open the update records of these customers."""
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.update_log_action")
        action["domain"] = [("partner_id", "in", self.commercial_partner_id.ids)]
        action["context"] = {"search_default_group_by_date": 0}
        return action

    @api.ondelete(at_uninstall=False)
    def _unlink_except_logged(self):
        # sudo: whether rows exist decides, also rows that the caller may not read; none is shown, and
        # neither is their number, which would tell of confidential ones.
        log = self.env["sales_toolkit.update_log"].sudo()
        for partner in log.search([("partner_id", "in", self.ids)], limit=1).partner_id:
            raise UserError(
                self.env._(
                    "%(customer)s has update records, which are never deleted. Archive the customer instead.",
                    customer=partner.display_name,
                )
            )
