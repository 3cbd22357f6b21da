"""Giving opportunities their grade whenever what it goes by changes (O1)."""

from dataclasses import dataclass, field

from odoo import api, fields, models

from ...rules.grading import INPUTS
from ..shared.arguments import need_one
from .crm_lead import OVERRIDE
from .grading import Grading
from .words import Words

# A write to one of these may change the grade: what it goes by, whose policy holds, and whether the deal
# is open.
DECISIVE = frozenset(
    {*INPUTS, *OVERRIDE, "date_deadline", "company_id", "team_id", "user_id", "partner_id"}
    | {"active", "stage_id", "probability", "type"}
)
NEEDED = (*INPUTS, *OVERRIDE, "date_deadline", "company_id", "team_id", "user_id", "active", "won_status")


@dataclass
class Later:
    """A create() under way: what it writes meanwhile is graded once, at its end."""

    ids: set = field(default_factory=set)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    grade_reason = fields.Text(
        compute="_compute_grade_reason", help="Why the opportunity has this grade, in the reader's language."
    )
    grade_next_step = fields.Text(
        "Missing for the Next Grade",
        compute="_compute_grade_reason",
        help="What the next grade asks for and the opportunity has not, the most effective step first.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        later = Later()
        leads = super(CrmLead, self.with_context(grading_later=later)).create(vals_list).with_env(self.env)
        leads.filtered(lambda lead: any(lead[name] for name in OVERRIDE))._complete_overrides(OVERRIDE)
        others = self.browse(later.ids - set(leads.ids))
        (leads | others._filter_gradable()._filter_open())._regrade("facts")
        return leads

    def write(self, vals):
        names = set(vals)
        result = super().write(vals)
        if not names & DECISIVE:
            return result
        later = self.env.context.get("grading_later")
        if isinstance(later, Later):
            later.ids |= set(self.ids)
            return result
        if names & set(OVERRIDE):
            self._complete_overrides(names)
        self._filter_gradable()._filter_open()._regrade("override" if "grade_override" in names else "facts")
        return result

    def _filter_open(self):
        """Closed deals keep the grade that they were closed with: neither time nor policy changes it."""
        # sudo: whoever writes an opportunity, its grade follows
        return (
            self.sudo().filtered(lambda lead: lead.active and lead.won_status == "pending").sudo(self.env.su)
        )

    def _filter_gradable(self):
        """Those that are graded, or say anything a grade follows from: asked first, it costs nothing."""
        # sudo: as in _filter_open()
        leads = self.sudo()
        leads.fetch(["grade", "grade_since", *NEEDED])
        names = ("grade", "grade_override", *INPUTS)
        return leads.filtered(lambda lead: any(lead[name] for name in names)).sudo(self.env.su)

    # The grade ------------------------------------------------------------------------------------------

    def _regrade(self, cause):
        """Bring the grades of these in line, keep each change, and tell of them once.

        :param cause: what led to it, one of ``CAUSES``
        """
        # sudo: a grade follows from the opportunity, whoever has changed it
        leads = self.sudo()._filter_gradable()
        if not leads:
            return
        grading = Grading(leads.env)
        grades = {lead: (lead.grade or None, grading.grade(lead)) for lead in leads}
        grades = {lead: pair for lead, pair in grades.items() if pair[0] != pair[1]}
        if not grades:
            return
        rows = self.env["sales_toolkit.grade_history"].prepare_rows(grades, grading, cause)
        now = fields.Datetime.now()
        for new in {pair[1] for pair in grades.values()}:
            group = leads.filtered(lambda lead, new=new: lead in grades and grades[lead][1] == new)
            group.store_derived({"grade": new, "grade_since": now if new else False})
        self.env["sales_toolkit.grade_history"].sudo().insert_rows(rows)
        changed = self.browse(lead.id for lead in grades)
        changed.on_grade_changed({lead: grades[lead] for lead in changed})

    @api.private
    def on_grade_changed(self, changes):
        """Called once after grades have changed, however; rooms extend it.

        By whoever changed the opportunities; as superuser where a policy or time did, which concerns
        opportunities that the user may not see.

        :param changes: {lead: (old grade, new grade)}, None for not graded
        """

    @api.onchange(*INPUTS, "date_deadline", "grade_override", "grade_override_until", "team_id", "company_id")
    def _onchange_grade(self):
        """The badge follows while somebody types. Saving gives the same grade."""
        if not self._origin or self._origin._filter_open():
            # sudo: as in _regrade()
            self.grade = Grading(self.sudo().env).grade(self.sudo())

    # Why ------------------------------------------------------------------------------------------------

    @api.depends(*NEEDED, "grade", "grade_override_user_id")
    @api.depends_context("lang")
    def _compute_grade_reason(self):
        words, grading = Words(self.env), Grading(self.sudo().env)
        for lead in self:
            # sudo: which company and policy it goes by
            lead.grade_reason, lead.grade_next_step = lead.sudo().explain_grade(words, grading)

    @api.private
    def explain_grade(self, words, grading):
        """(reason, what is missing) as ``words`` say it."""
        if self._origin and not (self.active and self.won_status == "pending"):
            return (words.closed() if self.grade else ""), ""
        assessment = grading.assess(self)
        if grading.overridden(self):
            return words.override(self, assessment), words.next_step(assessment)
        closing = self.date_deadline
        days = (closing - grading.today(self)).days if closing else None
        return words.reason(self.get_grading_facts(), days, assessment), words.next_step(assessment)

    def action_open_grade_history(self):
        """The changes of this opportunity's grade."""
        need_one(self)
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.grade_history_action")
        return {**action, "domain": [("lead_id", "=", self.id)]}
