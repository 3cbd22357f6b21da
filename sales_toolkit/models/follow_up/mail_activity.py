"""Activities of opportunities: those of follow-ups, and those of people that serve as one (O3)."""

from odoo import api, fields, models

from ..shared.leaving import is_leaving

FOLLOWED = {"date_deadline", "user_id", "summary", "active"}


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._get_contacts()._take_over_planned()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if FOLLOWED & vals.keys() and not self.env.context.get("from_follow_up"):
            follow_ups = self._get_follow_ups()
            planned = follow_ups.filtered(lambda row: row.state == "planned")
            if vals.get("active") is False:
                planned._set_done(fields.Datetime.now(), activities=False)
                (self - follow_ups.activity_id)._get_contacts()._serve_as_planned()
            elif "active" not in vals:
                for follow_up in planned:
                    follow_up._follow_activity(follow_up.activity_id)
        return result

    def unlink(self):
        """Somebody does not want the contact; or has left, and whoever gets the opportunity is to have it."""
        follow_ups = self._get_follow_ups().filtered(lambda row: row.state == "planned")
        leads = follow_ups.lead_id
        leaving = is_leaving(self.env)
        if leaving:
            # these are still active: nothing new is planned for them
            leads = leads.filtered(lambda lead, left=self.user_id: lead.user_id not in left)
        if follow_ups:
            ended = {"state": "cancelled", "skipped": not leaving, "left_behind": leaving}
            follow_ups.write_derived({**ended, "activity_id": False})
        result = super().unlink()
        # an opportunity that is being deleted takes its activities along
        leads.exists().plan_follow_ups()
        return result

    def _action_done(self, feedback=False, attachment_ids=None):
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if feedback:
            done = self._get_follow_ups().filtered(lambda row: row.state == "done")
            done.filtered(lambda row: not row.outcome and not row.minutes)._take_feedback(feedback)
        return result

    def _get_follow_ups(self):
        """The follow-ups that these activities stand for, or stood for."""
        # sudo: who may write the activity may have its follow-up kept in step
        ids = self.sudo().filtered(lambda activity: activity.res_model == "crm.lead").ids
        follow_ups = self.env["sales_toolkit.follow_up"].sudo()
        if not ids:
            return follow_ups
        return follow_ups.search([("activity_id", "in", ids)])

    def _get_contacts(self):
        """Those of these activities that people made on opportunities to contact the customer."""
        # sudo: as in _get_follow_ups()
        return self.sudo().filtered(
            lambda activity: (
                activity.res_model == "crm.lead"
                and activity.res_id
                and not activity.automated
                and activity.activity_type_id.serves_follow_up
            )
        )

    def _take_over_planned(self):
        """A planned follow-up goes over to the activity that somebody made for the same contact."""
        # sudo: as in _get_follow_ups()
        leads = self.env["crm.lead"].sudo().browse(self.filtered("active").mapped("res_id")).exists()
        planned = leads.get_open_follow_ups().grouped("lead_id")
        for activity in self.filtered("active"):
            lead = leads.browse(activity.res_id)
            rows = planned.get(lead, self.env["sales_toolkit.follow_up"]).filtered(
                lambda row: row.activity_id.automated and row.state == "planned"
            )
            if rows and activity.user_id == lead.user_id and lead.is_next_contact(activity.date_deadline):
                rows[0]._give_to(activity)

    def _serve_as_planned(self):
        """These were done, and no follow-up stood for them: the one that was planned next is done."""
        # sudo: as in _get_follow_ups()
        leads = self.env["crm.lead"].sudo().browse(self.mapped("res_id")).exists()
        planned = leads.get_open_follow_ups().grouped("lead_id")
        for activity in self:
            rows = planned.get(leads.browse(activity.res_id))
            if rows and rows[0].state == "planned":
                rows[0]._give_to(activity)
                rows[0]._set_done(fields.Datetime.now(), activities=False)


class FollowUp(models.Model):
    _inherit = "sales_toolkit.follow_up"

    def _give_to(self, activity):
        """``activity`` stands for this follow-up from now on; the one that did goes."""
        old = self.activity_id
        values = {"activity_id": activity.id, "planned_date": activity.date_deadline}
        if activity.summary:
            values |= {"goal": activity.summary, "goal_edited": True}
        self.with_context(from_activity=True).write_derived(values)
        old.filtered("active").unlink()

    def _take_feedback(self, feedback):
        """What was written on doing the activity: a line is the outcome, more are the minutes."""
        text = feedback.strip()
        self.write_derived({"minutes" if "\n" in text or len(text) > 200 else "outcome": text})
