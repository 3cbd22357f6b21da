"""A planned follow-up and its activity say the same, whichever of them somebody changes (O3)."""

from datetime import timedelta

from odoo import models

from .method import ACTIVITY_TYPES

# A contact that took place so long before the next one was planned is another one.
SLACK = timedelta(days=1)

TAKEN_OVER = ("planned_date", "slot_date", "grade", "team_id", "goal")
MIRRORED = {"planned_date": "date_deadline", "user_id": "user_id", "goal": "summary"}


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    def _mirror(self, vals):
        """What was written is true of the activities too."""
        mirrored = {MIRRORED[name]: value for name, value in vals.items() if name in MIRRORED}
        if not mirrored or self.env.context.get("from_activity"):
            return
        # sudo: whoever may write the follow-up may move its activity, which is somebody else's maybe
        activities = self.sudo().filtered(lambda row: row.state == "planned").activity_id.filtered("active")
        if activities:
            activities.with_context(mail_activity_quick_update=True, from_follow_up=True).write(mirrored)

    def _get_mirrored_values(self):
        """What the activity says otherwise than this follow-up."""
        self.ensure_one()
        values = {name: _plain(self[name]) for name in MIRRORED}
        return {
            name: value
            for name, value in values.items()
            if value and _plain(self.activity_id[MIRRORED[name]]) != value
        }

    def _follow_activity(self, activity):
        """Somebody moved the activity, gave it to a colleague, or wrote another summary."""
        self.ensure_one()
        meeting = activity.calendar_event_id
        values = {
            "planned_date": activity.date_deadline,
            "user_id": activity.user_id.id or self.user_id.id,
            # the ERP gives the activity of a meeting the meeting's subject
            "goal": activity.summary if not meeting or meeting.get_open_name() else self.goal,
        }
        changed = {name: value for name, value in values.items() if _plain(self[name]) != (value or False)}
        if changed:
            self.with_context(from_activity=True).write_derived(
                changed | ({"goal_edited": True} if "goal" in changed else {})
            )

    def _start_planned(self):
        """Activities for these planned follow-ups, all at once, each in the language of its person."""
        # sudo: the follow-up may be written, so its opportunity may get the activity
        planned = self.sudo().filtered(
            lambda row: row.state == "planned" and row.lead_id and row.user_id and not row.activity_id
        )
        if not planned:
            return
        model_id = self.env["ir.model"]._get_id("crm.lead")
        types = {method: self._get_activity_type(method).id for method in {*planned.mapped("method"), False}}
        # quick: one message for each would be too many, the clock menu tells of them
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        created = activities.create(
            [
                {
                    "res_model_id": model_id,
                    "res_id": row.lead_id.id,
                    "activity_type_id": types[row.method],
                    "summary": row.goal,
                    "date_deadline": row.planned_date,
                    "user_id": row.user_id.id,
                    "automated": True,
                }
                for row in planned
            ]
        )
        planned._link_activities(created)

    def _link_activities(self, activities):
        """``activities``, in the order of these follow-ups, stand for them."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sales_toolkit_follow_up AS row SET activity_id = link.activity_id "
            "FROM unnest(%s::int[], %s::int[]) AS link(id, activity_id) WHERE row.id = link.id",
            (self.ids, activities.ids),
        )
        self.invalidate_recordset(["activity_id"], flush=False)

    def _get_activity_type(self, method):
        todo = self.env.ref("mail.mail_activity_data_todo")
        return self.env.ref(ACTIVITY_TYPES.get(method, ""), raise_if_not_found=False) or todo

    def _stand_for_planned(self):
        """A contact that was logged for an opportunity is the one that was planned next, if one was."""
        # sudo: the plan of an opportunity whose contact the user may log
        rows = self.sudo().filtered(lambda row: row.state == "done" and row.lead_id)
        waiting = {
            lead: [*planned]
            for lead, planned in rows.lead_id.get_open_follow_ups().grouped("lead_id").items()
        }
        stood_for, values, activities = rows.browse(), {}, {}
        for done in rows:
            planned = next(iter(waiting.get(done.lead_id, ())), None)
            if not planned or done.done_at < planned.create_date - SLACK:
                # none was planned, or this one took place long before the next was
                continue
            waiting[done.lead_id].pop(0)
            stood_for |= planned
            values[done] = {name: _plain(planned[name]) for name in TAKEN_OVER if not done[name]}
            activities[done] = planned.activity_id
        if not values:
            return
        stood_for.write_derived({"activity_id": False, "state": "cancelled"})
        stood_for.with_derivation().unlink()
        for done, taken_over in values.items():
            done.write_derived(taken_over)
            if activities[done].active:
                # sudo: the contact took place, so what stood for it is done, and is no other contact
                activity = activities[done].with_user(self.env.user).sudo().with_context(from_follow_up=True)
                activity._action_done(feedback=done.get_summary())
        stood_for.browse().union(*values).lead_id.plan_follow_ups()


def _plain(value):
    """A record's id, any other value as it is."""
    return value.id if isinstance(value, models.BaseModel) else value
