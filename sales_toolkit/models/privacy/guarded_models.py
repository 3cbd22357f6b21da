"""The free texts of the toolkit, model by model."""

from odoo import api, models

from ...rules.privacy import first_identifier
from ..profile.items import OWN_FIELDS

GUARD = "sales_toolkit.privacy_guard.mixin"


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", GUARD]

    @api.model
    def _get_guarded_fields(self):
        texts = {name for name in OWN_FIELDS if self._fields[name].type in ("char", "text")}
        return frozenset(texts)

    def _get_guarded_names(self, vals):
        """Names and titles too, of customers that the toolkit looks after and of their contacts."""
        names = super()._get_guarded_names(vals)
        core = {"name", "function"} & vals.keys()
        if core and (vals.get("registered_on") or self._is_looked_after(vals)):
            names |= core
        return names

    def _is_looked_after(self, vals):
        # sudo: whether a customer is registered decides, also where only its contact is visible.
        partners = self.sudo() or self.sudo().browse(vals.get("parent_id") or ())
        return any(partner.commercial_partner_id.registered_on for partner in partners)


class KeyNote(models.Model):
    _name = "sales_toolkit.key_note"
    _inherit = ["sales_toolkit.key_note", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"note"})


class FollowUp(models.Model):
    _name = "sales_toolkit.follow_up"
    _inherit = ["sales_toolkit.follow_up", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"goal", "outcome", "minutes", "next_step"})


class Confidential(models.Model):
    _name = "sales_toolkit.confidential"
    _inherit = ["sales_toolkit.confidential", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"internal_notes", "family_situation"})


class DecisionMaker(models.Model):
    _name = "sales_toolkit.decision_maker"
    _inherit = ["sales_toolkit.decision_maker", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name", "note"})


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"grade_override_reason"})


class Objection(models.Model):
    _name = "sales_toolkit.objection"
    _inherit = ["sales_toolkit.objection", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"description", "answer", "reaction"})


class Answer(models.Model):
    _name = "sales_toolkit.answer"
    _inherit = ["sales_toolkit.answer", GUARD]

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"name", "text"})


class UpdateLogMixin(models.AbstractModel):
    _inherit = "sales_toolkit.update_log.mixin"

    @api.model
    def _get_update_statement(self, item):
        """A reason is a free text too."""
        statement = super()._get_update_statement(item)
        if kind := first_identifier(statement.reason):
            self.env[GUARD]._raise_identifier(self.env._("Reason for the change"), kind)
        return statement


class DialogMixin(models.AbstractModel):
    """What is typed into a dialog is stored before its button is pressed."""

    _name = "sales_toolkit.dialog.mixin"
    _inherit = ["sales_toolkit.dialog.mixin", GUARD]

    @api.model
    def _get_guarded_fields(self):
        texts = {
            name
            for name, field in self._fields.items()
            if field.type in ("char", "text") and field.store and not field.related
        }
        return super()._get_guarded_fields() | (texts - {"filename"})
