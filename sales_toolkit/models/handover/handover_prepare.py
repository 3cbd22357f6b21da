"""A win prepares the hand-over and tells delivery; the contract starts it (O10)."""

from odoo import SUPERUSER_ID, api, fields, models

READY = {"approved": ("approved", "signed"), "signed": ("signed",)}


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    @api.private
    @api.model
    def prepare_for(self, leads, asked=False):
        """Hand-overs of these opportunities, which have been won: new ones, or those that they had.

        :param asked: somebody asks for them, whatever the company's setting says
        :return: all of them, as superuser
        """
        # sudo: what follows from a win is the toolkit's bookkeeping
        rows = self.sudo().with_context(active_test=False)
        known = rows.search([("lead_id", "in", leads.ids)])
        known._bring_back()
        # sudo: as above
        missing = (leads - known.lead_id).sudo()
        new = rows._insert_for(
            missing.filtered(lambda lead: asked or lead.get_grading_company().handover_on_win)
        )
        new._draw_steps()
        new._tell()
        handovers = known | new
        handovers.filtered(lambda row: row.state == "draft" and row._is_ready())._start()
        return handovers

    def _insert_for(self, leads):
        if not leads:
            return self.browse()
        # sudo: policies and colleagues, whoever wins
        teams = self.env["sales_toolkit.delivery_team"].sudo().search([("active", "=", True)])
        templates = self.env["sales_toolkit.handover_template"].sudo().search([("active", "=", True)])
        contracts = self._get_contracts(leads)
        rows, days = [], {}
        for lead in leads:
            company = lead.get_grading_company()
            need = lead.partner_id.commercial_partner_id.need_type_id
            if company not in days:
                days[company] = company.add_working_days(company.get_today(), 0)
            rows.append(
                {
                    "lead_id": lead.id,
                    "active": True,
                    "state": "draft",
                    "contract_id": contracts.get(lead.id),
                    "delivery_team_id": teams.pick_for(need, company).id or None,
                    "template_id": templates.pick_for(need, company).id or None,
                    "starts_on": days[company],
                }
            )
        return self.insert_rows(rows)

    @api.model
    def _get_contracts(self, leads):
        """{id of the opportunity: id of its latest contract}, of those that have one."""
        # sudo: which contract it is, not what is in it
        contracts = self.env["sales_toolkit.contract"].sudo().search([("lead_id", "in", leads.ids)])
        return {contract.lead_id.id: contract.id for contract in contracts.sorted("id")}

    # Telling --------------------------------------------------------------------------------------------

    def _tell(self):
        """One to-do for whoever accepts each of these: plan the delivery, or accept the hand-over."""
        due = {}
        for row in self:
            user, company = row._get_accepting_user(), row._get_home_company()
            key = company, row.starts_on or company.get_today()
            if key not in due:
                due[key] = company.add_working_days(key[1], company.handover_accept_days or 1)
            row.store_derived({"accept_user_id": user.id, "accept_due": due[key]})
        told = self.filtered("accept_user_id")
        changed = told.filtered(lambda row: row.activity_id.active)
        for values, rows in changed.grouped(lambda row: tuple(row._prepare_change().items())).items():
            activities = rows.activity_id.with_context(from_handover=True, mail_activity_quick_update=True)
            activities.write(dict(values))
        new = told - changed
        created = new._create_activities([row._prepare_to_do() for row in new])
        for row, activity in zip(new, created, strict=True):
            row.store_derived({"activity_id": activity.id})

    def _prepare_change(self):
        """What the to-do of whoever accepts says otherwise by now."""
        said = {"summary": self.activity_id.summary, "date_deadline": self.activity_id.date_deadline}
        said["user_id"] = self.activity_id.user_id.id
        return {name: value for name, value in self._prepare_to_do().items() if value != said[name]}

    def _prepare_to_do(self):
        user = self.accept_user_id
        localised = self.with_context(lang=user.lang)
        if self.state == "draft":
            summary = localised.env._("Won: plan the delivery of %s", self.lead_id.name)
        else:
            summary = localised.env._("Accept the hand-over of %s, or ask back", self.lead_id.name)
        return {"summary": summary, "date_deadline": self.accept_due, "user_id": user.id}

    def _create_activities(self, vals_list):
        return self._create_activities_on(self.ids, vals_list)

    @api.model
    def _create_activities_on(self, ids, vals_list):
        """Activities on hand-overs, in one go and without an e-mail for each: the clock menu tells."""
        todo = self.env.ref("mail.mail_activity_data_todo")
        base = {
            "res_model_id": self.env["ir.model"]._get_id("sales_toolkit.handover"),
            "activity_type_id": todo.id,
            "automated": True,
        }
        # by the system: whoever creates an activity may do it ever after, and with it the step
        activities = self.env["mail.activity"].with_user(SUPERUSER_ID)
        activities = activities.with_context(mail_activity_quick_update=True)
        return activities.create(
            [{**base, "res_id": id_, **vals} for id_, vals in zip(ids, vals_list, strict=True)]
        )

    # Starting -------------------------------------------------------------------------------------------

    def _is_ready(self):
        """Whether a prepared one starts, by its company's setting and its contract."""
        start = self._get_home_company().handover_start
        contract = self.contract_id
        return start == "win" or (contract.active and contract.state in READY[start])

    def _start(self):
        """The plan begins today: dates, activities of the owners, and delivery is to accept. As superuser."""
        rows = self.filtered(lambda row: row.active and row.state == "draft")
        now = fields.Datetime.now()
        rows._begin_today()
        rows.store_derived({"state": "started", "started_at": now, "escalated_to_id": False})
        rows.step_ids._give_activities()
        rows._tell()
        if rows:
            rows._on_started()

    def _on_started(self):
        """Called once after these hand-overs started, as superuser; bridges extend it."""
