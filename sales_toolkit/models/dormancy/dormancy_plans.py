"""The plans of a customer: drafted when it is marked, closed when it wakes (C11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..shared.arguments import need_one
from ..shared.batches import do_first
from ..shared.item_field import TOOLKIT_USERS
from .activation_plan import OPEN
from .res_partner import DORMANT_FIELDS


class ResPartner(models.Model):
    _inherit = "res.partner"

    activation_plan_ids = fields.One2many(
        "sales_toolkit.activation_plan",
        "partner_id",
        string="Activation Plans",
        groups=TOOLKIT_USERS,
        copy=False,
        help="Plans to wake this customer.",
    )
    activation_plan_count = fields.Integer(
        compute="_compute_activation_plan_count", groups=TOOLKIT_USERS, help="Plans that the reader may see."
    )

    @api.depends("activation_plan_ids")
    def _compute_activation_plan_count(self):
        plans = self.env["sales_toolkit.activation_plan"]
        counts = dict(
            plans._read_group([("partner_id", "in", self._origin.ids)], ["partner_id"], ["__count"])
        )
        for partner in self:
            partner.activation_plan_count = counts.get(partner._origin, 0)

    @api.private
    def draft_activation_plans(self, reason, reason_record=None, remind=True):
        """Draft a plan for each of these customers that has no open one yet.

        Where nobody who works here looks after the customer, it gets its steps with its salesperson.

        :param reason: why they are dormant
        :param reason_record: the kind of reason, for reports
        :param remind: tell the salespeople; whoever drafts in batches does so once at the end
        """
        # sudo: the toolkit draws the plans up; who may mark a customer need not be able to write plans
        model = self.env["sales_toolkit.activation_plan"].sudo()
        busy = model.search([("partner_id", "in", self.ids), ("state", "in", OPEN)]).partner_id
        customers = self.sudo() - busy
        templates = self.env["sales_toolkit.activation_template"].sudo().search([("active", "=", True)])
        picked, known = {}, {}
        for customer in customers:
            key = customer.get_home_company(), customer.category_id, customer.industry_id
            if key not in known:
                known[key] = templates.pick_for(customer)
            picked[customer] = known[key]
        plans = model.insert_rows(
            [
                {
                    "partner_id": customer.id,
                    "user_id": customer.user_id.id if customer.user_id.active else None,
                    "company_id": customer.company_id.id or None,
                    "template_id": template.id or None,
                    "reason": reason,
                    "reason_id": reason_record.id if reason_record else None,
                    "state": "draft",
                    "drafted_on": customer.get_local_today(),
                    "dormant_since": customer.dormant_since or None,
                }
                for customer, template in picked.items()
            ]
        )
        self._draft_steps(plans.filtered("user_id"))
        if remind:
            plans._refresh_reminders()
        return plans

    @api.model
    def _draft_steps(self, plans):
        """The steps of the plans' templates, all at once, each in the language of who does it."""
        prepared, rows, days = {}, [], {}
        for plan in plans:
            key = plan.template_id, plan.user_id
            if key not in prepared:
                prepared[key] = [
                    self._prepare_step(step, plan.user_id, days) for step in plan.template_id.step_ids
                ]
            rows += [{**row, "plan_id": plan.id} for row in prepared[key]]
        plans.step_ids.insert_rows(rows)
        plans.invalidate_recordset(["step_ids"], flush=False)

    @api.model
    def _prepare_step(self, step, salesperson, days):
        """The row of a step for the customers of ``salesperson``, without its plan.

        :param days: {whose working days, after how many: the day}, as far as it is known
        """
        user = step.get_responsible(salesperson)
        key = (*user.get_work_key(), step.delay_days)
        if key not in days:
            days[key] = user.add_working_days(user.get_today(), step.delay_days)
        return {
            "name": step.with_context(lang=user.lang).name,
            "channel_id": step.channel_id.id or None,
            "activity_type_id": step.activity_type_id.id or None,
            "delay_days": step.delay_days,
            "planned_date": days[key],
            "user_id": user.id,
            "wakes": step.wakes,
            "state": "planned",
        }

    def write(self, vals):
        """Open plans go with the customer to another salesperson, and end with the customer."""
        gone = [name for name in ("registered_on", "active") if name in vals and not vals[name]]
        if "user_id" not in vals and not gone:
            return super().write(vals)
        self.check_access("write")
        # sudo: the plans follow the customer, which the user may write
        plans = self.env["sales_toolkit.activation_plan"].sudo()
        plans = plans.search([("partner_id", "in", self.ids), ("state", "in", OPEN)])
        if gone:
            # before the ERP deletes the activities of who is archived
            plans.close_for_gone(archived="registered_on" not in gone)
        going = plans._filter_going_along() if "user_id" in vals and not gone else plans.browse()
        result = super().write(vals)
        going.hand_over()
        if "registered_on" in gone:
            # sudo: as above
            self.sudo()._unmark_unregistered()
        return result

    def _unmark_unregistered(self):
        """Nothing of the toolkit looks after these: the mark goes, as nobody will wake them."""
        marked = self.filtered(lambda partner: partner.dormant and not partner.registered_on)
        for lang, group in marked.grouped(lambda partner: partner.get_home_lang()).items():
            reason = group.with_context(lang=lang).explain_gone(archived=False)
            group._without_review(reason).write_derived(dict.fromkeys(DORMANT_FIELDS, False))

    @api.private
    @api.model
    def explain_gone(self, archived):
        """Why nothing is done for a customer any more."""
        if archived:
            return self.env._("The customer was archived")
        return self.env._("The customer is not registered any more")

    @api.model
    def _tidy_gone(self):
        """What became of the customer without anybody's write, or before this was done at once."""
        partners, plans = self.with_context(active_test=False), self.env["sales_toolkit.activation_plan"]
        open_, unregistered = Domain("state", "in", OPEN), Domain("registered_on", "=", False)
        for archived, domain in (
            (False, Domain("partner_id.registered_on", "=", False)),
            (True, Domain("partner_id.active", "=", False)),
        ):
            do_first(
                self.env,
                plans.search(open_ & domain),
                lambda rows, archived=archived: rows.close_for_gone(archived),
                "Plan of a customer that is gone",
            )
        marked = partners.search(Domain("dormant_since", "!=", False) & unregistered)
        do_first(self.env, marked, lambda rows: rows._unmark_unregistered(), "Mark to take off")

    def _on_wake(self, kind):
        # sudo: as in note_interactions(): a contact wakes the customer, whoever had it
        plans = self.env["sales_toolkit.activation_plan"].sudo()
        plans = plans.search([("partner_id", "in", self.ids), ("state", "in", OPEN)])
        if plans:
            plans.close_for_woken(kind)
        return super()._on_wake(kind)

    def _erase_activation_plans(self):
        """What the plans say in words goes with the personal items (C12); open ones are cancelled."""
        plans = self.env["sales_toolkit.activation_plan"].search([("partner_id", "in", self.ids)])
        open_ = plans.filtered(lambda plan: plan.state in OPEN)
        open_._close("cancelled", self.env._("Personal data erased"))
        plans.write({"reason": False})
        # a step needs a name: that of its method tells nothing of the customer
        for channel, steps in plans.step_ids.grouped("channel_id").items():
            steps.write({"name": channel.name or self.env._("Step")})

    # Buttons ------------------------------------------------------------------------------------------

    def action_draft_activation_plan(self):
        """Draft a plan for this dormant customer, and open it; where there is an open one, open that.

        :raise UserError: when the customer is not dormant
        """
        need_one(self)
        self.check_access("write")
        if not self.dormant:
            raise UserError(self.env._("Only dormant customers need an activation plan."))
        plans = self.env["sales_toolkit.activation_plan"]
        plan = plans.search([("partner_id", "=", self.id), ("state", "in", OPEN)], limit=1)
        if not plan:
            if not self.user_id:
                raise UserError(self.env._("Name a salesperson for this customer first."))
            plan = self.draft_activation_plans(self.dormant_reason).sudo(False)
        return {
            "type": "ir.actions.act_window",
            "res_model": plan._name,
            "res_id": plan.id,
            "views": [(False, "form")],
        }

    def action_open_activation_plans(self):
        """Open the plans of these customers."""
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.activation_plan_action")
        action["domain"] = [("partner_id", "in", self.commercial_partner_id.ids)]
        action["context"] = {}
        return action
