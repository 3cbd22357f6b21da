"""What a helper sees of an objection, and for how long (O7)."""

from odoo import api, fields, models
from odoo.fields import Command


class Objection(models.Model):
    _inherit = "sales_toolkit.objection"

    # Facts of the opportunity, for everyone who may see the objection: worked out, never stored.
    deal_name = fields.Char("Opportunity's Name", compute="_compute_deal")
    deal_customer = fields.Char("Customer's Name", compute="_compute_deal")
    deal_stage = fields.Char("Stage", compute="_compute_deal")
    deal_need = fields.Text("Need", compute="_compute_deal")
    deal_key_notes = fields.Text("Key Notes", compute="_compute_deal")
    may_change = fields.Boolean(compute="_compute_may_change", help="Whether the reader may change it.")
    suggestion_ids = fields.Many2many(
        "sales_toolkit.answer",
        string="Suggested Answers",
        compute="_compute_suggestion_ids",
        help="Approved answers to objections of this type, those that worked most surely first.",
    )

    @api.depends("lead_id", "helper_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_may_change(self):
        mine = self._origin._filtered_access("write")
        for row in self:
            row.may_change = row._origin in mine

    @api.depends("lead_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_deal(self):
        """Of a stored objection, for who may read that; of a new one, if its writer may read the opportunity.

        What is stored counts: a client can put anything into a form.
        """
        # sudo: facts of the deal, for those who may read the objection
        known = {row.id: row.lead_id for row in self._origin._filtered_access("read").sudo()}
        for row in self:
            typed = row.lead_id._origin if not row._origin else row.lead_id.browse()
            # sudo: as above, or for those who may read the opportunity that they have typed
            lead = known.get(row._origin.id) or typed._filtered_access("read").sudo()
            customer = lead.partner_id.commercial_partner_id
            row.deal_name = lead.name
            row.deal_customer = customer.name or lead.partner_name
            row.deal_stage = lead.stage_id.name
            row.deal_need = customer.need_description
            row.deal_key_notes = "\n".join(customer.key_note_ids.mapped("note"))

    @api.depends("type_id")
    def _compute_suggestion_ids(self):
        answers = self.env["sales_toolkit.answer"].search(
            [("type_id", "in", self.type_id.ids), ("approved", "=", True)]
        )
        by_type = answers.sort_best_first().grouped("type_id")
        for row in self:
            row.suggestion_ids = by_type.get(row.type_id, answers.browse())

    def _give_activity(self, user, day):
        localised = self.with_context(lang=user.lang, tz=user.tz)
        activity = localised.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=day,
            user_id=user.id,
            summary=localised.env._("Help with an objection: %s", localised.type_id.name),
        )
        self.write_derived({"help_activity_id": activity.id})

    def _finish_activity(self):
        activity = self.help_activity_id
        if activity.active and not self.env.context.get("from_activity"):
            activity.with_context(from_objection=True)._action_done()

    def _end_help(self):
        """Take the helper's access back, with all that mail keeps for who was told."""
        self.ensure_one()
        activities = self.with_context(active_test=False).activity_ids | self.help_activity_id
        activities = activities.filtered(lambda activity: activity.user_id == self.helper_id)
        activities.with_context(from_objection=True).unlink()
        partner = self.helper_id.partner_id
        if not partner or self.helper_id == self.lead_id.user_id:
            return
        self.message_unsubscribe(partner_ids=partner.ids)
        messages = self.env["mail.message"].search([("model", "=", self._name), ("res_id", "=", self.id)])
        self.env["mail.notification"].search(
            [("mail_message_id", "in", messages.ids), ("res_partner_id", "=", partner.id)]
        ).unlink()
        messages.write({"partner_ids": [Command.unlink(partner.id)]})

    def _tell_salesperson(self):
        user = self.lead_id.user_id
        if user.active:
            localised = self.with_context(lang=user.lang)
            body = localised.env._("The objection is answered.")
            self.message_post(body=body, partner_ids=user.partner_id.ids)
