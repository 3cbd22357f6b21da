"""A retrospective in words, for one page of paper (O11)."""

from odoo import api, fields, models
from odoo.tools import format_date, formatLang

from ..shared.labels import colon, in_a_row, label_of

# So much of a text fits: the rest stands on the screen
LINES, LENGTH = 4, 300


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    @api.private
    def get_printed_facts(self):
        """{item: content} as the form on paper shows them; empty where there is nothing to say."""
        self.ensure_one()
        self.check_access("read")
        # sudo: names of what the reader may see the retrospective of
        row = self.sudo()
        return {
            "customer": in_a_row(self.env, filter(None, [row.partner_id.name, row.industry_id.name])),
            "people": in_a_row(self.env, filter(None, [row.user_id.name, row.team_id.name])),
            "outcome": row._print_outcome(),
            "cycle": row._print_cycle(),
            "stages": row._print_lasted(row.stage_fact_ids),
            "grades": row._print_lasted(row.grade_fact_ids),
            "contacts": row._print_contacts(),
            "objections": row._print_objections(),
            "discount": row._print_discount(),
            "competitors": in_a_row(self.env, row.competitor_ids.mapped("name")),
            "success": in_a_row(self.env, row.success_tag_ids.mapped("name")),
            "improvement": in_a_row(self.env, row.improvement_tag_ids.mapped("name")),
            "well": _shorten(row.what_went_well),
            "improve": _shorten(row.to_improve),
            "repeat": _shorten(row.to_repeat),
            "comment": _shorten(row.leader_comment),
            "status": row._print_status(),
        }

    def _print_number(self, number, digits=1):
        return formatLang(self.env, number, digits=digits)

    def _print_moment(self, moment):
        return format_date(self.env, fields.Datetime.context_timestamp(self, moment).date()) if moment else ""

    def _print_outcome(self):
        return in_a_row(self.env, [label_of(self, "outcome"), self._print_moment(self.outcome_at)])

    def _print_cycle(self):
        days, median = self._print_number(self.cycle_days), self._print_number(self.team_median_days)
        if not self.team_median_days:
            return self.env._("%s days", days)
        return self.env._("%(days)s days (the team's median: %(median)s)", days=days, median=median)

    def _print_lasted(self, lines):
        days = self.env._("days")
        return in_a_row(
            self.env,
            (colon(self.env, line.name, f"{self._print_number(line.days)} {days}") for line in lines),
        )

    def _print_contacts(self):
        return self.env._(
            "%(contacts)s; planned follow-ups: %(planned)s, done: %(done)s, missed: %(missed)s; minutes on "
            "time: %(on_time)s, late: %(late)s",
            contacts=self.contact_count,
            planned=self.follow_up_planned,
            done=self.follow_up_done,
            missed=self.follow_up_missed,
            on_time=self.minutes_on_time,
            late=self.minutes_late,
        )

    def _print_objections(self):
        if not self.objection_count:
            return ""
        kinds = in_a_row(self.env, dict.fromkeys(self.objection_fact_ids.mapped("name")))
        return self.env._(
            "%(count)s (%(kinds)s); solved: %(solved)s, open at the end: %(open)s; answered after %(hours)s "
            "hours on average",
            count=self.objection_count,
            kinds=kinds,
            solved=self.objection_solved,
            open=self.objection_open,
            hours=self._print_number(self.objection_hours),
        )

    def _print_discount(self):
        if not self.has_discount:
            return ""
        first, final = (
            formatLang(self.env, amount, currency_obj=self.currency_id)
            for amount in (self.first_amount, self.final_amount)
        )
        return f"{self._print_number(self.discount)} % ({first} → {final})"

    def _print_status(self):
        who = {"submitted": "submitted", "closed": "closed"}.get(self.state)
        name, moment = (self[f"{who}_by"].name, self[f"{who}_at"]) if who else ("", False)
        said = [label_of(self, "state"), name, self._print_moment(moment)]
        return in_a_row(self.env, filter(None, said))


def _shorten(text):
    """The beginning of a text, so that a page is enough."""
    lines = (text or "").strip().splitlines()
    short = "\n".join(lines[:LINES])[:LENGTH]
    return short if len(lines) <= LINES and len(short) == len("\n".join(lines)) else f"{short} …"
