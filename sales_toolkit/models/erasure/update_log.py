"""The one audited exception to the append-only update log (C12)."""

from odoo import api, fields, models
from odoo.tools import SQL

from .items import CONTACT_FIELDS, ERASURE


class UpdateLog(models.Model):
    _inherit = "sales_toolkit.update_log"

    @api.private
    @api.model
    def erase_values(self, customers, people, items):
        """Empty what the rows about ``items`` say; that, when and by whom the items changed stays.

        Only an erasure calls this, which appends a row that tells of it. SQL, because the log
        refuses write() for everyone, superuser included; all values are parameters.

        :param customers: the partners whose rows these are
        :param people: partners whose name, function, phone, email and tax id are erased in other
            customers' rows too: people move from one company to another
        :param items: keys of the items
        """
        self.env.cr.execute(
            SQL(
                """UPDATE sales_toolkit_update_log
                      SET old_value = '', new_value = '', old_reference = NULL, new_reference = NULL,
                          reason = '', write_uid = %(uid)s, write_date = %(now)s
                    WHERE (partner_id = ANY(%(customers)s) AND item = ANY(%(items)s))
                       OR (res_model = 'res.partner' AND res_id = ANY(%(people)s)
                           AND field_name = ANY(%(fields)s))
                       OR (field_name = 'main_contact_id'
                           AND (old_reference = ANY(%(references)s)
                                OR new_reference = ANY(%(references)s)))""",
                uid=self.env.uid,
                now=fields.Datetime.now(),
                customers=customers.ids,
                items=list(items),
                people=people.ids,
                fields=["name", "vat", *CONTACT_FIELDS],
                references=[str(id_) for id_ in people.ids],
            )
        )
        self.invalidate_model(flush=False)
        customers.invalidate_recordset(["update_records"], flush=False)

    @api.private
    @api.model
    def erase_reasons(self, people):
        """Empty the reasons in all rows of private customers: each is a free text about a person.

        As ``erase_values``; rows that tell of an erasure keep theirs.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE sales_toolkit_update_log SET reason = '', write_uid = %s, write_date = %s "
                "WHERE partner_id = ANY(%s) AND item IS DISTINCT FROM %s AND reason != ''",
                self.env.uid,
                fields.Datetime.now(),
                people.ids,
                ERASURE,
            )
        )
        self.invalidate_model(flush=False)
