"""Each change of an opportunity's grade (O1)."""

from odoo import api, fields, models
from odoo.tools import SQL

from .inputs import GRADES
from .words import Words

CAUSES = [
    ("facts", "Facts of the Deal"),
    ("time", "Time"),
    ("policy", "Policy"),
    ("override", "Set by Hand"),
    ("expired", "End of Setting by Hand"),
]


class GradeHistory(models.Model):
    """Append-only: a row is added whenever a grade changes, and never edited or deleted."""

    _name = "sales_toolkit.grade_history"
    _inherit = ["sales_toolkit.append_only.mixin", "sales_toolkit.bulk_insert.mixin"]
    _description = "Change of Grade"
    _order = "date desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        "crm.lead",
        string="Opportunity",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        help="The opportunity whose grade changed.",
    )
    date = fields.Datetime(required=True, readonly=True, index=True, help="When the grade changed.")
    old_grade = fields.Selection(GRADES, readonly=True, help="Empty: not graded before.")
    new_grade = fields.Selection(GRADES, readonly=True, help="Empty: not graded any more.")
    reason = fields.Text(
        readonly=True, help="What the new grade follows from, in the language of the opportunity's company."
    )
    cause = fields.Selection(CAUSES, string="Occasion", readonly=True, help="What made the grade change.")
    days = fields.Float(
        "Days in the Old Grade",
        readonly=True,
        digits=(16, 1),
        help="How long the opportunity had its old grade. Empty for the first one.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Changed By",
        readonly=True,
        ondelete="restrict",
        help="Who made the change that led to it.",
    )
    salesperson_id = fields.Many2one(
        "res.users", readonly=True, ondelete="set null", help="Whose opportunity it was then."
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        readonly=True,
        ondelete="set null",
        help="The sales team that it was in then.",
    )
    company_id = fields.Many2one(
        "res.company", readonly=True, ondelete="set null", help="The company that it was in then."
    )
    merged = fields.Boolean(
        readonly=True, help="The change happened to an opportunity that has been merged into this one."
    )

    @api.private
    @api.model
    def get_days(self, leads):
        """How long these opportunities have had each grade, until now: {lead id: {grade: days}}.

        Of what has been merged into them only their own time counts: it passed side by side.
        """
        # sudo: about opportunities that the caller has got hold of
        history, now = self.sudo(), fields.Datetime.now()
        domain = [("lead_id", "in", leads.ids), ("merged", "=", False), ("old_grade", "!=", False)]
        days = {lead.id: {} for lead in leads}
        for lead, grade, total in history._read_group(domain, ["lead_id", "old_grade"], ["days:sum"]):
            days[lead.id][grade] = total
        for lead in leads.sudo().filtered("grade_since"):
            passed = (now - lead.grade_since).total_seconds() / 86400
            days[lead.id][lead.grade] = days[lead.id].get(lead.grade, 0) + passed
        return days

    # Written by the toolkit alone -----------------------------------------------------------------------

    @api.private
    @api.model
    def prepare_rows(self, grades, grading, cause):
        """Rows for ``insert_rows()``.

        :param grades: {lead: (old grade, new grade)}, before they are stored
        """
        now = fields.Datetime.now()
        words = {}
        rows = []
        for lead, (old, new) in grades.items():
            company = grading.company(lead)
            lang = company.partner_id.lang or "en_US"
            if lang not in words:
                words[lang] = Words(self.with_context(lang=lang).env)
            days = (now - lead.grade_since).total_seconds() / 86400 if old and lead.grade_since else None
            rows.append(
                {
                    "lead_id": lead.id,
                    "date": now,
                    "old_grade": old,
                    "new_grade": new,
                    "reason": lead.explain_grade(words[lang], grading)[0],
                    "cause": self._get_cause(lead, old, grading, cause),
                    "days": days,
                    "user_id": self.env.uid,
                    "salesperson_id": lead.user_id.id or None,
                    "team_id": lead.team_id.id or None,
                    "company_id": company.id,
                    "merged": False,
                }
            )
        return rows

    @api.model
    def _get_cause(self, lead, old, grading, cause):
        """Of what the scheduled action finds, nobody knows whether time or a policy has changed it."""
        if grading.overridden(lead):
            return "override"
        if cause != "time":
            return cause
        return "time" if grading.came_by_time(lead, old) else "policy"

    @api.private
    @api.model
    def move_to(self, lead, others):
        """The rows of ``others``, which are merged into ``lead``."""
        self.flush_model()
        self.env.cr.execute(
            SQL(
                "UPDATE sales_toolkit_grade_history SET lead_id = %s, merged = true WHERE lead_id = ANY(%s)",
                lead.id,
                others.ids,
            )
        )
        self.invalidate_model(flush=False)
        (lead | others).invalidate_recordset(["grade_history_ids"], flush=False)

    @api.private
    @api.model
    def erase_reasons(self, leads, text):
        """Replace what somebody typed as the reason by ``text``; that the grade changed stays (C12)."""
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE sales_toolkit_grade_history SET reason = %s
                    WHERE cause = 'override' AND lead_id = ANY(%s)""",
                text,
                leads.ids,
            )
        )
        self.invalidate_model(["reason"], flush=False)
