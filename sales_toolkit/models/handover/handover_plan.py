"""The plan: which steps, on which working days, by whom (O10)."""

from odoo import models

from ...rules.handover import lay_out
from ..shared.item_field import TOOLKIT_USERS
from .delivery_team import DELIVERY


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    def _draw_steps(self):
        """The steps of these new hand-overs, from their templates, in two statements for each language."""
        rows, memory = [], {}
        for (template, lang), handovers in self.grouped(
            lambda row: (row.template_id, row._get_home_lang())
        ).items():
            lines = template.with_context(lang=lang).line_ids
            for handover in handovers:
                rows += handover._prepare_steps(lines, memory)
        self.env["sales_toolkit.handover_step"].insert_rows(rows)
        self.invalidate_recordset(["step_ids"])

    def _prepare_steps(self, lines, memory):
        """:param memory: {(company, day, number): day}, the working days that have been looked up"""
        company = self._get_home_company()

        def add(day, number):
            key = company, day, number
            if key not in memory:
                memory[key] = company.add_working_days(day, number)
            return memory[key]

        days = lay_out(self.starts_on, lines.mapped(lambda line: (line.offset_days, line.duration_days)), add)
        return [
            {
                "handover_id": self.id,
                "sequence": line.sequence,
                "name": line.name,
                "description": line.description or None,
                "role": line.role,
                "user_id": self._get_owner(line.role, line.user_id).id or None,
                "date_start": first,
                "date_end": last,
                "state": "planned",
            }
            for line, (first, last) in zip(lines, days, strict=True)
        ]

    # Who ------------------------------------------------------------------------------------------------

    def _get_owner(self, role, named=None):
        """Who does a step of this role: the person meant, or else whoever is there to see to it."""
        self.ensure_one()
        people = {"leader": self.leader_id, "salesperson": self.user_id, "user": named}
        for user in (people.get(role), self.leader_id, self.user_id):
            if user and self._can_work(user):
                return user
        # who leads a salesperson that has left, or the team of a deal that is nobody's
        leader = self._get_answering_user()
        return leader if leader and self._can_work(leader) else leader.browse()

    def _can_work(self, user):
        """Whether this person is there, and can open this hand-over."""
        company = self.company_id
        return (
            user.active
            and not user.share
            and (not company or company in user.company_ids)
            and (user.has_group(DELIVERY) or user.has_group(TOOLKIT_USERS))
        )

    def _get_accepting_user(self):
        """Who is told of a won deal and accepts: the delivery leader, or the salesperson without a team."""
        return self._get_owner("leader")

    def _get_home_company(self):
        """The company whose calendar and settings hold."""
        return self.lead_id.get_grading_company()

    def _get_home_lang(self):
        """The language of those who work with the plan."""
        user = self._get_accepting_user()
        return user.lang or self._get_home_company().partner_id.lang or "en_US"

    # When -----------------------------------------------------------------------------------------------

    def _begin_today(self):
        """Move what is left of these plans, as it is, so that they begin today or on the next working day."""
        for company, rows in self.grouped(lambda row: row._get_home_company()).items():
            day = company.add_working_days(company.get_today(), 0)
            for row in rows.filtered(lambda row, day=day: row.starts_on != day):
                steps = row.step_ids.filtered(lambda step: step.state == "planned")
                steps._move_by_working_days(company, row.starts_on, day)
            rows.store_derived({"starts_on": day})
