"""The grade of an opportunity: what it goes by, and setting it by hand (O1)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.grading import INPUTS
from ..shared.item_field import TOOLKIT_USERS
from .grading import Grading
from .inputs import BUDGET_FIT, COMPETITION, DECISION_CLARITY, GRADES, NEED_CLARITY

OVERRIDE = ("grade_override", "grade_override_reason", "grade_override_until")
OVERRIDE_FIELDS = (*OVERRIDE, "grade_override_user_id")


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "sales_toolkit.derived_fields.mixin"]

    need_clarity = fields.Selection(NEED_CLARITY, help="How clear it is what the customer needs.")
    budget_fit = fields.Selection(
        BUDGET_FIT, help="The salesperson's own view of whether the customer's budget fits; no amount."
    )
    decision_clarity = fields.Selection(
        DECISION_CLARITY,
        string="Decision Chain and Cycle",
        help="The salesperson's own view of whether it is clear who decides, and when; no names.",
    )
    competition = fields.Selection(COMPETITION, help="How we stand against competitors.")
    grade = fields.Selection(
        GRADES,
        readonly=True,
        copy=False,
        index="btree_not_null",
        group_expand=True,
        help="A to C by the policy of grades, or set by hand. Empty: none of its inputs has been stated.",
    )
    grade_since = fields.Datetime(
        readonly=True, copy=False, help="Since when the opportunity has had its grade."
    )
    grade_override = fields.Selection(
        GRADES,
        string="Grade Set by Hand",
        copy=False,
        help="Holds instead of the grade by the policy, until the day below.",
    )
    grade_override_reason = fields.Char(
        "Why by Hand", copy=False, help="Why the grade is another one than by the policy. Required."
    )
    grade_override_until = fields.Date(
        "By Hand Until", copy=False, help="The last day on which the grade set by hand holds."
    )
    grade_override_user_id = fields.Many2one(
        "res.users",
        string="Set by",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="Who set the grade by hand.",
    )
    grade_history_ids = fields.One2many(
        "sales_toolkit.grade_history",
        "lead_id",
        string="Changes of Grade",
        readonly=True,
        copy=False,
        groups=TOOLKIT_USERS,
        help="Each change of the grade, with its reason.",
    )

    @api.model
    def _get_derived_fields(self):
        grade = self.env._(
            "The grade follows from need, budget, decision chain, competition and expected closing. "
            "Change those, or set the grade by hand with a reason."
        )
        other = self.env._("This follows from the changes of the grade and can't be typed in.")
        derived = {"grade": grade, "grade_since": other, "grade_override_user_id": other}
        return super()._get_derived_fields() | derived | {"grade_history_ids": other}

    # Setting by hand ------------------------------------------------------------------------------------

    @api.constrains("grade_override", "grade_override_reason")
    def _check_override_reason(self):
        for lead in self:
            if lead.grade_override and not (lead.grade_override_reason or "").strip():
                raise ValidationError(
                    self.env._("Say why the grade of “%(name)s” is set by hand.", name=lead.name)
                )

    @api.constrains("grade_override_until")
    def _check_override_until(self):
        for lead in self:
            until = lead.grade_override_until
            if lead.grade_override and until and until < lead.get_grading_company().get_today():
                raise ValidationError(
                    self.env._(
                        "A grade set by hand must hold until today at least, not until %(date)s.",
                        date=fields.Date.to_string(until),
                    )
                )

    @api.onchange("grade_override")
    def _onchange_grade_override(self):
        """Another grade needs a reason of its own."""
        if self.grade_override == self._origin.grade_override:
            return
        self.grade_override_reason = False
        self.grade_override_until = self.grade_override and self._get_override_end()
        self.grade_override_user_id = self.grade_override and self.env.user

    def _get_override_end(self):
        """The last day of a grade set by hand today, if nobody says another."""
        company = self.get_grading_company()
        return company.get_today() + timedelta(days=company.grade_override_days)

    def _complete_overrides(self, names):
        """After fields ``names`` were written: who has set a grade by hand until when, or nothing of it."""
        # sudo: who wrote the opportunity may; these follow from it
        leads = self.sudo()
        unset = leads.filtered(lambda lead: not lead.grade_override)
        left = unset.filtered(lambda lead: any(lead[name] for name in OVERRIDE_FIELDS))
        left.store_derived(dict.fromkeys(OVERRIDE_FIELDS, False))
        overridden = leads - unset
        if not overridden:
            return
        if {"grade_override", "grade_override_reason"}.intersection(names):
            overridden.store_derived({"grade_override_user_id": self.env.uid})
        grading = Grading(self.env)
        endless = overridden.filtered(lambda lead: not grading.overridden(lead))
        for end, group in endless.grouped(lambda lead: lead._get_override_end()).items():
            group.store_derived({"grade_override_until": end})

    def _end_overrides(self):
        """End what has been set by hand for a time that is over; returns which."""
        grading = Grading(self.env)
        ended = self.filtered(lambda lead: lead.grade_override and not grading.overridden(lead))
        ended.store_derived(dict.fromkeys(OVERRIDE_FIELDS, False))
        return ended

    @api.private
    def erase_grade_reasons(self):
        """Reasons for setting a grade by hand are free texts, which may tell of people (C12)."""
        erased = self.env._("erased")
        leads = self.filtered("grade_override_reason")
        leads.store_derived({"grade_override_reason": erased})
        self.env["sales_toolkit.grade_history"].erase_reasons(self, erased)

    @api.private
    def get_grading_company(self):
        """The company whose policy, today and language hold for this opportunity."""
        # sudo: which company it is
        lead = self.sudo()
        return lead.company_id or lead.user_id.company_id or self.env["res.partner"].get_first_company()

    @api.private
    def get_grading_facts(self):
        """{input: level}, None where nobody has stated it."""
        return {item: self[item] or None for item in INPUTS}
