"""The brief before a contact: all that one has to know, in one call (O4)."""

from odoo import api, fields, models
from odoo.tools import format_amount, format_date

from ...rules.brief import clip, shorten
from ..shared.arguments import need_one

# The parts, in the order in which they stand on paper.
PARTS = (
    "deal",
    "next_contact",
    "customer",
    "people",
    "needs",
    "key_notes",
    "confidential",
    "promised",
    "contacts",
    "objections",
    "quotations",
    "documents",
    "materials",
    "questions",
)
# Characters of a text on the screen, and on paper, where it is one page.
SCREEN, PAPER = 600, 110
PAPER_ROWS = 4


class CrmLead(models.Model):
    _inherit = "crm.lead"

    material_sent_ids = fields.One2many(
        "sales_toolkit.material_sent",
        "lead_id",
        string="Materials Sent",
        readonly=True,
        copy=False,
        help="Materials that were sent or shown on this opportunity.",
    )

    def get_brief(self):
        """All that one has to know before the next contact, as plain values.

        Read as the caller: parts that there is nothing in, or that the caller may not see, are absent.
        Reading the confidential part puts the caller on record, as opening the customer form does.

        :return: {name of the part: its values}; dates and amounts as the caller's language writes them
        :raise AccessError: when the caller may not read the opportunity
        """
        need_one(self)
        self.check_access("read")
        parts = {name: getattr(self, f"_get_brief_{name}")() for name in self._get_brief_parts()}
        return {name: part for name, part in parts.items() if part}

    @api.private
    def get_printed_brief(self):
        """The brief in what fits on a page."""
        # Never as superuser: a page made in sudo still holds only what its user may see
        return shorten(self.sudo(False).get_brief(), PAPER, PAPER_ROWS)

    @api.model
    def _get_brief_parts(self):
        """Names of the parts; for each there is a method ``_get_brief_<name>()``. Rooms extend it."""
        return PARTS

    # Opening it -----------------------------------------------------------------------------------------

    def action_open_brief(self):
        """Open the brief of this opportunity."""
        need_one(self)
        self.check_access("read")
        action = self.env["ir.actions.client"]._for_xml_id("sales_toolkit.brief_action")
        return {**action, "params": {"lead_id": self.id}}

    # Parts: the deal itself -----------------------------------------------------------------------------

    def _get_brief_deal(self):
        """The opportunity: stage and days in it, grade, what is missing for the next one."""
        outcomes = dict(self._fields["won_status"]._description_selection(self.env))
        since = self.date_last_stage_update or self.create_date
        return {
            "id": self.id,
            "name": clip(self.name, 200),
            "stage": self.stage_id.name or "",
            "stage_days": max(0, (fields.Datetime.now() - since).days) if since else 0,
            "won_status": self.won_status or "pending",
            "won_label": outcomes.get(self.won_status, ""),
            "grade": self.grade or "",
            "grade_reason": self.grade_reason or "",
            "grade_missing": self.grade_next_step or "",
            "revenue": self._say_amount(self.expected_revenue, self.company_currency),
            "closing": self._say_date(self.date_deadline),
            # sudo: the name of a colleague
            "user": self.sudo().user_id.name or "",
            "tags": [{"name": tag.name, "color": tag.color} for tag in self.tag_ids],
        }

    def _get_brief_next_contact(self):
        """The planned contact that the brief is for: its day, method and goal."""
        row = self.env["sales_toolkit.follow_up"].search(
            [("lead_id", "=", self.id), ("state", "=", "planned")], order="planned_date, id", limit=1
        )
        if not row:
            return None
        methods = dict(row._fields["method"]._description_selection(self.env))
        return {
            "id": row.id,
            "date": self._say_date(row.planned_date),
            "overdue": row.planned_date < self.env.user.get_today(),
            "method": methods.get(row.method, ""),
            "goal": clip(row.goal, SCREEN),
            "user": row.sudo().user_id.name or "",  # sudo: the name of a colleague
        }

    # How values are said --------------------------------------------------------------------------------

    def _say_date(self, day):
        return format_date(self.env, day) if day else ""

    def _say_moment(self, moment):
        """The day of a moment, where the reader is."""
        return self._say_date(fields.Datetime.context_timestamp(self, moment).date()) if moment else ""

    def _say_amount(self, amount, currency):
        return format_amount(self.env, amount, currency) if amount and currency else ""
