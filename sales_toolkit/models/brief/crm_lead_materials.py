"""Sending materials on an opportunity, and remembering it (O4)."""

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError

from ..shared.arguments import need_one, record_of
from .material_sent import WAYS


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def action_mark_material_sent(self, material_id, how="visit"):
        """Remember that a material was sent or shown on this opportunity.

        :param material_id: id of the material
        :param how: one of ``WAYS``
        :return: {"date", "how", "user"}: what the brief says about it
        :raise AccessError: when the caller may not write the opportunity, or read the material
        :raise UserError: when the material or the way does not exist
        """
        need_one(self)
        self.check_access("write")
        material = self._get_material(material_id)
        if not isinstance(how, str) or how not in dict(WAYS):
            raise UserError(
                self.env._("Say how the material was sent: by e-mail, by message, shown or other.")
            )
        # sudo: nobody writes these rows by hand; this one is in the caller's own name
        self.env["sales_toolkit.material_sent"].sudo().create(
            {"lead_id": self.id, "material_id": material.id, "user_id": self.env.uid, "how": how}
        )
        return self._get_materials_sent(material)[material.id]

    def action_send_material(self, material_id):
        """Open the ERP's e-mail composer with the material attached, or its link in the text.

        Sending remembers it.

        :raise AccessError: when the caller may not write the opportunity, or read the material
        :raise UserError: when the material's file is gone
        """
        need_one(self)
        self.check_access("write")
        material = self._get_material(material_id)
        file = material.get_files().get(material.id)
        if not file and not material.url:
            raise UserError(
                self.env._("The file of “%s” is gone. Ask a sales manager to upload it again.", material.name)
            )
        context = {
            "default_model": self._name,
            "default_res_ids": self.ids,
            "default_composition_mode": "comment",
            "default_partner_ids": self.partner_id.ids,
            "default_subject": material.name,
            "toolkit_material_id": material.id,
        }
        if file:
            context["default_attachment_ids"] = self._copy_to_composer(material, file).ids
        else:
            context["default_body"] = self._get_link_body(material)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Material"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": context,
        }

    def _get_material(self, material_id):
        material = record_of(self.env, "sales_toolkit.material", material_id).exists()
        if not material:
            raise UserError(self.env._("This material does not exist any more. Reload the brief."))
        material.check_access("read")
        return material

    def _copy_to_composer(self, material, file):
        """A copy that goes with the message; core clears it away when the message is not sent."""
        return self.env["ir.attachment"].create(
            {
                "name": material.filename or material.name,
                "raw": file.raw,
                "res_model": "mail.compose.message",
                "res_id": 0,
            }
        )

    def _get_link_body(self, material):
        return Markup("<p><a href='%s'>%s</a></p>") % (material.url, material.name)

    @api.private
    def on_merged(self, opportunities):
        """What was sent on the opportunities that go was sent on the one that stays."""
        result = super().on_merged(opportunities)
        # sudo: who may merge the opportunities
        rows = self.env["sales_toolkit.material_sent"].sudo().search([("lead_id", "in", opportunities.ids)])
        rows.write({"lead_id": self.id})
        return result
