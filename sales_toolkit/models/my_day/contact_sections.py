"""Parts of the day about contacts: follow-ups, minutes, promises (O3, O5)."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules.brief import clip
from .my_day_items import TEXT
from .section import Button, Section

FOLLOW_UP = "sales_toolkit.follow_up"
# Results that take one click, besides the minutes' form.
OUTCOMES = 6


class MyDay(models.AbstractModel):
    _inherit = "sales_toolkit.my_day"

    @api.model
    def _get_sections(self):
        sections = self._get_minutes_sections() | self._get_follow_up_sections()
        return super()._get_sections() | sections | {"promise": self._get_promise_section()}

    def _get_minutes_sections(self):
        now, start = fields.Datetime.now(), self._get_today_domain("done_at")
        own = Domain("user_id", "=", self.env.uid) & Domain("state", "=", "done")
        missing = own & Domain("minutes_due", "!=", False) & Domain("minutes_at", "=", False)
        contact = {
            "model": FOLLOW_UP,
            "order": "minutes_due, id",
            "due": "minutes_due",
            "lead": "lead_id",
            "partner": "partner_id",
            "describe": "_describe_minutes",
            "buttons": (Button(self.env._("Write Minutes"), "action_open_minutes", icon="fa-pencil"),),
            "action": "sales_toolkit.minutes_action_mine",
        }
        # the minutes of today's contacts belong to the contacts, which are counted themselves
        written = own & self._get_today_domain("minutes_at") & ~start
        return {
            "minutes_late": Section(
                self.env._("Late Minutes"),
                domain=missing & Domain("minutes_due", "<", now),
                done=(FOLLOW_UP, written),
                **contact,
            ),
            "minutes": Section(
                self.env._("Minutes to Write"), domain=missing & Domain("minutes_due", ">=", now), **contact
            ),
        }

    def _get_follow_up_sections(self):
        today = self._get_now().date()
        own = Domain("user_id", "=", self.env.uid)
        due = own & Domain("state", "=", "planned") & Domain("planned_date", "<=", today)
        done = own & Domain("state", "=", "done") & self._get_today_domain("done_at")
        contact = {
            **self._get_contact_values(),
            "order": "grade, planned_date, id",
            "action": "sales_toolkit.follow_up_action",
            "context": {
                "search_default_my_follow_ups": 1,
                "search_default_today": 1,
                "default_state": "planned",
            },
        }
        first, other = Domain("grade", "=", "a"), Domain("grade", "!=", "a")
        return {
            "follow_up_a": Section(
                self.env._("A Follow-ups"), domain=due & first, done=(FOLLOW_UP, done & first), **contact
            ),
            "follow_up": Section(
                self.env._("Other Follow-ups"), domain=due & other, done=(FOLLOW_UP, done & other), **contact
            ),
        }

    def _get_contact_values(self):
        """What planned contacts have in common, due or not."""
        return {
            "model": FOLLOW_UP,
            "due": "planned_date",
            "lead": "lead_id",
            "partner": "partner_id",
            "contact": True,
            "describe": "_describe_follow_ups",
            "buttons": (
                Button(self.env._("Mark Done"), "action_open_done", icon="fa-check"),
                *self._get_outcome_buttons(),
            ),
        }

    def _get_outcome_buttons(self):
        """Results about which there is nothing to write, such as: no answer."""
        outcomes = self.env["sales_toolkit.outcome"]
        outcomes = outcomes.search_fetch([("needs_minutes", "=", False)], ["name"], limit=OUTCOMES)
        return [Button(outcome.name, "action_done_with_result", (outcome.id,)) for outcome in outcomes]

    def _get_ahead_section(self):
        """The next contacts after today."""
        own = Domain("user_id", "=", self.env.uid) & Domain("state", "=", "planned")
        later = own & Domain("planned_date", ">", self._get_now().date())
        values = self._get_contact_values()
        return Section(self.env._("Next Follow-ups"), domain=later, order="planned_date, grade, id", **values)

    def _get_promise_section(self):
        own = Domain("user_id", "=", self.env.uid)
        # any!: whether the activity of the user's own promise is open, without reading all activities
        due = Domain("active", "=", True) & Domain("date_deadline", "<=", self._get_now().date())
        # date_done is the day in Greenwich
        done = Domain("active", "=", False) & self._get_today_domain("write_date")
        return Section(
            self.env._("Promises to Keep"),
            model="sales_toolkit.promise",
            domain=own & Domain("activity_id", "any!", due),
            order="due_date, id",
            due="due_date",
            lead="follow_up_id.lead_id",
            partner="follow_up_id.partner_id",
            contact=True,
            describe="_describe_promises",
            done=("sales_toolkit.promise", own & Domain("activity_id", "any!", done)),
            buttons=(Button(self.env._("Keep the Promise"), "action_keep", icon="fa-check"),),
        )

    # How they are described -----------------------------------------------------------------------------

    def _describe_follow_ups(self, rows):
        methods = dict(rows._fields["method"]._description_selection(self.env))
        return {
            row.id: {
                "text": clip(row.goal, TEXT),
                "note": methods.get(row.method, ""),
                "grade": row.grade or "",
            }
            for row in rows
        }

    def _describe_minutes(self, rows):
        methods = dict(rows._fields["method"]._description_selection(self.env))
        return {
            row.id: {"text": clip(row.outcome or row.goal, TEXT), "note": methods.get(row.method, "")}
            for row in rows
        }

    def _describe_promises(self, rows):
        return {row.id: {"text": clip(row.name, TEXT)} for row in rows}
