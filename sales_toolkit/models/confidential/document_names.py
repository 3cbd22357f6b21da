"""Activities and messages are named after what they are about; a name may be the secret (C13)."""

from odoo import api, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        hidden = hide_names(self, "res_model")
        hidden.res_name = False
        return super(MailActivity, self - hidden)._compute_res_name()

    def write(self, vals):
        """Who moves an activity elsewhere must have the right to make one there: what it is about follows it.

        :raise AccessError: when they have not
        """
        result = super().write(vals)
        if {"res_model", "res_model_id", "res_id"} & vals.keys():
            self.check_access("create")
        return result


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.depends("model", "res_id")
    def _compute_record_name(self):
        hidden = hide_names(self, "model")
        hidden.record_name = False
        return super(MailMessage, self - hidden)._compute_record_name()


def hide_names(rows, model_field):
    """Those that somebody is only filling in, about something that they may not read.

    The ERP asks whether one may read what is stored; the name itself is read as superuser.
    """
    typed = rows.filtered(
        lambda row: (
            not isinstance(row.id, int)
            and (row[model_field], row.res_id) != (row._origin[model_field], row._origin.res_id)
        )
    )
    hidden = rows.browse()
    for model, group in typed.grouped(model_field).items():
        if model in rows.env and not rows.env[model]._abstract:
            # not as superuser, which stored fields are computed as
            documents = rows.env(su=False)[model].browse(group.mapped("res_id"))
            readable = set(documents.exists()._filtered_access("read").ids)
            hidden |= group.filtered(lambda row, readable=readable: row.res_id not in readable)
    return hidden
