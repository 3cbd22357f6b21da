"""What counts as an interaction with a customer, and which was the last (C11)."""

from odoo import api, fields, models
from odoo.tools import SQL

# Types of messages that people write to each other. Mailings, tracking and automatic answers are others.
MESSAGE_TYPES = ("email", "comment")

FLUSHED = {
    "res.partner": ["commercial_partner_id"],
    "crm.lead": ["partner_id", "stage_moved_at"],
    "mail.message": ["model", "res_id", "date", "message_type", "is_internal", "subtype_id", "author_id"],
    "mail.activity": ["res_model", "res_id", "active", "date_done", "activity_type_id"],
    "calendar.event": ["partner_ids", "opportunity_id", "active", "stop"],
    "calendar.attendee": ["event_id", "partner_id", "state"],
    "sales_toolkit.follow_up": ["partner_id", "state", "done_at"],
    "sales_toolkit.activation_plan": ["partner_id"],
    "sales_toolkit.activation_step": ["plan_id", "state", "done_at", "activity_id"],
}

# The customers asked about, their people, and the records with a chatter that belong to them.
SCOPE = """
    people AS MATERIALIZED (
        SELECT id, commercial_partner_id AS customer FROM res_partner WHERE commercial_partner_id = ANY(%s)),
    documents AS MATERIALIZED (
        SELECT 'res.partner' AS model, id, customer FROM people
        UNION ALL
        SELECT 'crm.lead', lead.id, customer FROM crm_lead AS lead JOIN people ON lead.partner_id = people.id)
"""


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _get_interaction_labels(self):
        """{kind: what the customer form says of it}. A kind tells nothing of the content."""
        return {
            "follow_up": self.env._("Follow-up"),
            "message_in": self.env._("E-mail from the customer"),
            "message_out": self.env._("Message to the customer"),
            "meeting": self.env._("Meeting"),
            "activity": self.env._("Activity done"),
            "stage": self.env._("Stage changed"),
            "step": self.env._("Step of an activation plan"),
        }

    @api.model
    def _get_interaction_models(self):
        """{model: its fields} that ``_get_interaction_queries()`` reads, to be flushed before."""
        return dict(FLUSHED)

    @api.model
    def _get_interaction_queries(self):
        """SQL for each source of interactions: (customer, kind, moment, day or NULL, id or NULL).

        They read from ``people`` (id, customer) and ``documents`` (model, id, customer), which hold
        what is asked about. Only kinds and times leave them, so that no right is needed. Another app
        adds its own source here, and calls ``note_interactions()`` when something happens to it.
        """
        return [
            SQL(
                "SELECT follow_up.partner_id, 'follow_up', follow_up.done_at, NULL::date, follow_up.id "
                "FROM sales_toolkit_follow_up AS follow_up JOIN people ON people.id = follow_up.partner_id "
                "WHERE follow_up.state = 'done' AND people.id = people.customer"
            ),
            SQL(
                "SELECT people.customer, 'stage', lead.stage_moved_at, NULL::date, NULL::int "
                "FROM crm_lead AS lead JOIN people ON people.id = lead.partner_id "
                "WHERE lead.stage_moved_at IS NOT NULL"
            ),
            SQL(
                "SELECT people.customer, 'step', step.done_at, NULL::date, NULL::int "
                "FROM sales_toolkit_activation_plan AS plan JOIN people ON people.id = plan.partner_id "
                "JOIN sales_toolkit_activation_step AS step ON step.plan_id = plan.id "
                "WHERE step.state = 'done'"
            ),
            self._get_message_query(),
            self._get_activity_query(),
            *self._get_meeting_queries(),
        ]

    @api.model
    def _get_message_query(self):
        return SQL(
            """SELECT documents.customer,
                      CASE WHEN EXISTS (SELECT 1 FROM res_users AS colleague WHERE NOT colleague.share
                                        AND colleague.partner_id = message.author_id)
                           THEN 'message_out' ELSE 'message_in' END,
                      message.date, NULL::date, NULL::int
               FROM mail_message AS message
               JOIN documents ON documents.model = message.model AND documents.id = message.res_id
               JOIN mail_message_subtype AS subtype ON subtype.id = message.subtype_id
               WHERE %s""",
            self.get_message_condition(),
        )

    @api.private
    @api.model
    def get_message_condition(self):
        """SQL: whether people wrote ``message``, of ``subtype``, to each other."""
        return SQL(
            """message.message_type IN %s AND subtype.internal IS NOT TRUE
               AND message.is_internal IS NOT TRUE AND message.author_id IS DISTINCT FROM %s""",
            MESSAGE_TYPES,
            self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root"),
        )

    @api.private
    @api.model
    def get_activity_condition(self):
        """SQL: whether ``activity`` was done, and counts."""
        return SQL(
            """activity.active IS FALSE AND activity.date_done IS NOT NULL
               AND activity.activity_type_id IS DISTINCT FROM %s""",
            self.env["mail.activity"]._get_no_interaction_type(),
        )

    @api.model
    def _get_activity_query(self):
        return SQL(
            """SELECT documents.customer, 'activity', activity.date_done + interval '12 hours',
                      activity.date_done, NULL::int
               FROM mail_activity AS activity
               JOIN documents ON documents.model = activity.res_model AND documents.id = activity.res_id
               WHERE %s
                 AND NOT EXISTS (SELECT 1 FROM sales_toolkit_activation_step AS step
                                 WHERE step.activity_id = activity.id)""",
            self.get_activity_condition(),
        )

    @api.model
    def _get_meeting_queries(self):
        """Meetings that are over: with somebody of the customer who has not declined, or about a lead."""
        over = SQL("event.active AND event.stop <= %s", fields.Datetime.now())
        return [
            SQL(
                """SELECT people.customer, 'meeting', event.stop, NULL::date, NULL::int
                   FROM calendar_event_res_partner_rel AS rel
                   JOIN people ON people.id = rel.res_partner_id
                   JOIN calendar_event AS event ON event.id = rel.calendar_event_id
                   WHERE %s AND NOT EXISTS (
                       SELECT 1 FROM calendar_attendee AS attendee WHERE attendee.event_id = event.id
                       AND attendee.partner_id = people.id AND attendee.state = 'declined')""",
                over,
            ),
            SQL(
                """SELECT documents.customer, 'meeting', event.stop, NULL::date, NULL::int
                   FROM calendar_event AS event
                   JOIN documents ON documents.model = 'crm.lead' AND documents.id = event.opportunity_id
                   WHERE %s""",
                over,
            ),
        ]

    def _get_last_interactions(self):
        """{customer id: (day, moment, kind, follow-up or none)} of the last interaction, in one query."""
        if not self:
            return {}
        for model, names in self._get_interaction_models().items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query(
            SQL(
                "WITH " + SCOPE + "SELECT DISTINCT ON (customer, kind) customer, kind, moment, day, id "
                "FROM (%s) AS interaction (customer, kind, moment, day, id) "
                "ORDER BY customer, kind, moment DESC, id DESC",
                self.ids,
                SQL(" UNION ALL ").join(self._get_interaction_queries()),
            )
        )
        by_customer = {}
        for customer_id, *row in rows:
            by_customer.setdefault(customer_id, []).append(row)
        follow_ups = self.env["sales_toolkit.follow_up"].browse(row[-1] for row in rows if row[-1])
        result = {}
        for customer in self.browse(by_customer):
            own = follow_ups.browse(row[-1] for row in by_customer[customer.id] if row[-1])
            own = own.with_prefetch(follow_ups.ids)
            result[customer.id] = customer._pick_last_interaction(by_customer[customer.id], own)
        return result

    def _pick_last_interaction(self, rows, follow_up):
        """(day, moment, kind, follow-up); on the same day, the text of a follow-up says most."""
        days = {}
        for kind, moment, day, _id in rows:
            if kind == "follow_up":
                day = follow_up.get_day()
            days[kind] = (day or self._get_local_day(moment), moment)
        last = max(days, key=lambda kind: (days[kind][0], kind == "follow_up", days[kind][1]))
        moment = max(moment for _day, moment in days.values())
        said = follow_up if last == "follow_up" else follow_up.browse()
        return days[last][0], moment, self._get_interaction_label(last), said

    @api.private
    def get_local_today(self):
        """Today, where the customer's salesperson is; scheduled actions and mails have no time zone."""
        return self._get_local_day(fields.Datetime.now())

    def _get_local_day(self, moment):
        """The day of ``moment`` where the customer's salesperson is."""
        tz = self.user_id.tz or self.get_home_company().get_zone()
        return fields.Datetime.context_timestamp(self.with_context(tz=tz), moment).date()

    def _get_interaction_label(self, kind):
        """In the language that the customer's company keeps its records in."""
        return self.with_context(lang=self.get_home_lang())._get_interaction_labels()[kind]
