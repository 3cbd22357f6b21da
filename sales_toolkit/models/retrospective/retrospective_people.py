"""Who fills a retrospective in, who closes it, and what they are reminded by (O11)."""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

MANAGER = "sales_team.group_sale_manager"
KINDS = {
    "retrospective": "user_id",
    "retrospective_to_close": "leader_id",
    "retrospective_late": "escalated_to",
}


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    @api.model
    def _get_people_values(self, lead, company):
        """Who is concerned with a retrospective of ``lead``, and whose customer it is about."""
        user, leader = lead.get_stall_people()
        customer = lead.partner_id.commercial_partner_id
        return {
            "user_id": user.id,
            "leader_id": (leader or self._get_other_leader(user, company)).id,
            "team_id": lead.team_id.id,
            "company_id": company.id,
            "partner_id": customer.id,
            "industry_id": customer.industry_id.id,
        }

    @api.model
    def _get_other_leader(self, user, company):
        """Where nobody leads who fills it in: the first sales manager of the company."""
        managers = self.env.ref(MANAGER).all_user_ids.filtered("active").sorted("id")
        return managers.filtered(lambda other: other != user and company in other.company_ids)[:1]

    @api.model
    def _get_told_domain(self):
        return Domain("state", "!=", "closed")

    @api.private
    def hand_over(self):
        self.follow_lead()

    @api.private
    def follow_lead(self):
        """Give these to who looks after their deals now, and tell them."""
        # sudo: who may change a salesperson or a leader was asked before; who is told follows from it
        rows = self.sudo().filtered(lambda row: row.state != "closed")
        people, users = rows._get_people(), {row: row.user_id for row in rows}
        for row in rows:
            company = row.lead_id.get_grading_company()
            values = {
                name: value
                for name, value in self._get_people_values(row.lead_id, company).items()
                if row[name].id != value
            }
            if row.escalated_to and "leader_id" in values:
                values["escalated_to"] = values["leader_id"]
            if values:
                row.store_derived(values)
        rows.filtered(lambda row: row.user_id != users[row])._change_hands(users)
        if rows:
            self._refresh_reminders(people | rows._get_people())

    def _change_hands(self, before):
        """:param before: {row: who filled it in until now}"""
        self.activity_ids.unlink()
        for user, rows in self.grouped(lambda row: before[row]).items():
            rows.message_unsubscribe(partner_ids=user.partner_id.ids)
        self._give_activities()

    def _get_people(self):
        return self.user_id | self.leader_id | self.escalated_to

    @api.model
    def _refresh_reminders(self, people):
        if not people:
            return
        for kind in KINDS:
            self.env["sales_toolkit.reminder"].refresh(kind, people)

    def _give_activities(self):
        """What stands in the clock menu of who fills these in, all at once, each in their language."""
        rows = self.filtered(lambda row: row.active and row.state == "draft" and row.user_id.active)
        model_id = self.env["ir.model"]._get_id(self._name)
        todo = self.env.ref("mail.mail_activity_data_todo")
        # quick: the clock menu tells of them, without a message for each
        activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        activities.create(
            [
                {
                    "res_model_id": model_id,
                    "res_id": row.id,
                    "activity_type_id": todo.id,
                    "summary": row.with_context(lang=row.user_id.lang)._get_activity_summary(),
                    "date_deadline": row.due_date,
                    "user_id": row.user_id.id,
                    "automated": True,
                }
                for row in rows
            ]
        )

    def _get_activity_summary(self):
        return self.env._("Fill in the retrospective: what went well, what to improve")

    # Who decides ----------------------------------------------------------------------------------------

    def _is_own(self):
        """Whether the user has filled this in, or had to."""
        return self.env.user in (self.user_id | self.lead_id.user_id | self.submitted_by)

    def _may_decide(self):
        """Whether the user may close or return this: a leader of the deal, and never their own."""
        # sudo: only who leads whom
        row = self.sudo()
        leads = self.env.user in (row.leader_id | row.team_id.user_id | row.lead_id.team_id.user_id)
        return (leads or self.env.user.has_group(MANAGER)) and not row._is_own()

    def _check_may_decide(self):
        """
        :raise AccessError: when it is not for the user to close or to return one of these
        """
        self.check_access("read")
        for row in self:
            # sudo: only whether it is the reader's own
            if row.sudo()._is_own():
                raise AccessError(
                    self.env._(
                        "Nobody closes their own retrospective: “%s” is for your leader or a sales manager.",
                        row.display_name,
                    )
                )
            if not row._may_decide():
                raise AccessError(
                    self.env._(
                        "Only the leader of the sales team or a sales manager closes or returns “%s”.",
                        row.display_name,
                    )
                )
