"""Deals with a past: what grades they had when, and how they ended."""

from datetime import datetime, timedelta

from odoo import fields

from common_grading import GradingCase

NOON = 4  # UTC; noon in Shanghai


class LearningCase(GradingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.east = cls.env["crm.team"].search([("user_id", "=", cls.leader.id)], limit=1)
        cls.won_stage = cls.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        cls.open_stage = cls.env["crm.stage"].search([("is_won", "=", False)], limit=1)
        # nobody else's deals
        cls.env["crm.lead"].with_context(active_test=False).search([]).write({"type": "lead"})

    def at(self, day, hour=NOON):
        """A moment, in UTC, of a day given as text."""
        return datetime.combine(fields.Date.to_date(day), datetime.min.time()) + timedelta(hours=hour)

    def past(self, changes, closed=None, **values):
        """A deal whose grade changed as told: [(day or moment, grade)].

        :param closed: ("won" or "lost", day or moment)
        """
        values = {"user_id": self.rep.id, "team_id": self.east.id, "company_id": self.company.id, **values}
        lead = self.env["crm.lead"].create({"name": "Past", "type": "opportunity", **values})
        self.relive(lead, changes, closed)
        return lead

    def relive(self, lead, changes, closed=None):
        """Give the deal another past."""
        status, day = closed or ("pending", None)
        self.env.flush_all()
        moments = [(self.moment(when), grade) for when, grade in changes]
        self.env.cr.execute(
            """UPDATE crm_lead SET won_status = %s, date_closed = %s, active = %s, outcome = %s,
                      outcome_at = %s, grade = %s, grade_since = %s, stage_id = %s, probability = %s
                WHERE id = %s""",
            (
                *(status, day and self.moment(day), status != "lost"),
                *(closed and status, day and self.moment(day)),
                *((moments[-1][1], moments[-1][0]) if moments else (None, None)),
                # as core works the status out, should it do so again
                (self.won_stage if status == "won" else self.open_stage).id,
                {"won": 100, "lost": 0, "pending": 10}[status],
                lead.id,
            ),
        )
        self.env.cr.execute("DELETE FROM sales_toolkit_grade_history WHERE lead_id = %s", [lead.id])
        old = None
        for when, grade in moments:
            self.change(lead, when, old, grade)
            old = grade
        self.settle()

    def change(self, lead, when, old, new, **values):
        self.env["sales_toolkit.grade_history"].insert_rows(
            [
                {
                    "lead_id": lead.id,
                    "date": self.moment(when),
                    "old_grade": old,
                    "new_grade": new,
                    "salesperson_id": lead.user_id.id or None,
                    "team_id": lead.team_id.id or None,
                    "company_id": lead.company_id.id or None,
                    "merged": False,
                    **values,
                }
            ]
        )

    def moment(self, when):
        return when if isinstance(when, datetime) else self.at(when)

    def hits(self, leads, grade="a", **where):
        """[(day, result)] of what the report says of these deals, oldest first."""
        domain = [("lead_id", "in", leads.ids), *((name, "=", value) for name, value in where.items())]
        if grade:
            domain.append(("grade", "=", grade))
        rows = self.env["sales_toolkit.grade_hit"].search(domain, order="date, lead_id")
        return [(fields.Date.to_string(row.date), row.result) for row in rows]

    # Retrospectives -------------------------------------------------------------------------------------

    def tag(self, name="Objections answered late", kind="improvement"):
        return self.env["sales_toolkit.retrospective_tag"].create({"name": name, "kind": kind})

    def retrospective(self, tags, day=None, lead=None, outcome="won", state="submitted", **values):
        """One that has been handed in, of a deal that was closed on ``day`` (today)."""
        user = values.pop("user", self.rep)
        lead = lead or self.env["crm.lead"].create(
            {"name": "Closed", "type": "opportunity", "user_id": user.id, "company_id": user.company_id.id}
        )
        record = self.env["sales_toolkit.retrospective"].with_derivation()
        values = {
            "lead_id": lead.id,
            "outcome": outcome,
            "outcome_at": self.at(day) if day else fields.Datetime.now(),
            "state": state,
            "user_id": user.id,
            "team_id": self.east.id,
            "company_id": self.company.id,
            "success_tag_ids": tags.filtered(lambda tag: tag.kind == "success").ids,
            "improvement_tag_ids": tags.filtered(lambda tag: tag.kind == "improvement").ids,
            **values,
        }
        # a deal that was won has one already
        known = record.search([("lead_id", "=", lead.id), ("outcome", "=", outcome)])
        if known:
            known.write(values)
        created = known or record.create(values)
        self.settle()
        return created
