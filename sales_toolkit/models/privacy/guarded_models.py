"""The free texts of the toolkit, model by model."""

from odoo import api, models

from ...rules.grading import INPUTS
from ...rules.privacy import IDENTITY_CARD, first_identifier
from ..profile.items import OWN_FIELDS

GUARD = "sales_toolkit.privacy_guard.mixin"
# The ERP's own texts on a customer, and its numbers, among which a bank card can't be told from a telephone
TEXTS = {"name", "function", "comment"}
NUMBERS = {"phone", "email", "vat", "website", "ref"}
LEAD_TEXTS = {"name", "description", "contact_name", "function"}
LEAD_NUMBERS = {"phone", "email_from", "website"}


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", GUARD]

    @api.model
    def _get_guarded_fields(self):
        texts = {name for name in OWN_FIELDS if self._fields[name].type in ("char", "text")}
        return frozenset(texts)

    def _get_guarded_names(self, vals):
        """The ERP's own items too, of customers that the toolkit looks after and of their contacts."""
        names = super()._get_guarded_names(vals)
        core = (TEXTS | NUMBERS) & vals.keys()
        if core and (vals.get("registered_on") or self._is_looked_after(vals)):
            names |= core
        return names

    def _find_identifier(self, name, value):
        if name in NUMBERS:
            return first_identifier(str(value), kinds={IDENTITY_CARD})
        return super()._find_identifier(name, value)

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

    def _get_guarded_names(self, vals):
        """The ERP's own items too, of opportunities with a grade or of customers that are looked after.

        What comes in by mail or from a website is never refused: that would lose it.
        """
        names = super()._get_guarded_names(vals)
        core = (LEAD_TEXTS | LEAD_NUMBERS) & vals.keys()
        if core and not self.env.su:
            # few have any: only then it is asked whose they are
            core = {name for name in core if vals[name] and self._find_identifier(name, vals[name])}
            names |= core if core and self._is_looked_after(vals) else set()
        return names

    def _find_identifier(self, name, value):
        if name in LEAD_NUMBERS:
            return first_identifier(str(value), kinds={IDENTITY_CARD})
        return super()._find_identifier(name, value)

    def _is_looked_after(self, vals):
        if vals.get("grade") or set(INPUTS) & vals.keys():
            return True
        # sudo: whether a customer is registered decides, also where only the opportunity is visible
        leads = self.sudo()
        given = vals.get("partner_id")
        partners = leads.partner_id | leads.partner_id.browse(given if type(given) is int and given else ())
        return any(lead.grade for lead in leads) or any(
            partner.commercial_partner_id.registered_on for partner in partners.exists()
        )


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
