"""How a contract begins, goes back to draft, is withdrawn and taken up again (O9)."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

TODO = "mail.mail_activity_data_todo"


class Contract(models.Model):
    _inherit = "sales_toolkit.contract"

    withdrawn_at = fields.Datetime(
        readonly=True, copy=False, help="Since when its opportunity is not won any more."
    )
    draft_activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )

    # Beginning ------------------------------------------------------------------------------------------

    def _begin(self):
        """These were just prepared."""
        # sudo: the toolkit's own bookkeeping about what the user may create
        contracts = self.sudo()
        contracts._adopt_attachments()
        contracts._note_authors()
        contracts.log_step("prepared", dict.fromkeys(contracts))
        contracts._give_draft_activity()

    def _note_authors(self):
        """Whoever writes these, and whose deal it is, does not approve them."""
        user = self.env.user
        for people, contracts in self.grouped(lambda row: user | row.user_id | row.lead_id.user_id).items():
            contracts.store_derived({"author_ids": [fields.Command.link(id_) for id_ in people.ids]})

    def _give_draft_activity(self):
        """One activity each, for who completes the contract."""
        todo = self.filtered(lambda row: row.user_id.active and not row.draft_activity_id.active)
        for (user, company), contracts in todo.grouped(lambda row: (row.user_id, row.company_id)).items():
            localised = contracts.with_context(
                lang=user.lang, tz=user.tz, mail_activity_quick_update=True, mail_notify_force_send=False
            )
            activities = localised.activity_schedule(
                TODO,
                date_deadline=user.add_working_days(user.get_today(), company.contract_draft_days),
                user_id=user.id,
                summary=localised.env._("Complete and submit the contract"),
                automated=True,
            )
            for activity in activities:
                contract = self.browse(activity.res_id)
                contract.store_derived({"draft_activity_id": activity.id})

    def _end_draft_activity(self):
        activities = self.draft_activity_id.filtered("active")
        activities.with_context(mail_activity_quick_update=True).unlink()

    # Changes --------------------------------------------------------------------------------------------

    @api.private
    def note_edit(self):
        """Somebody has just changed what is decided on: they made it too, and approvals are void.

        The row is written each time, so that an edit and a submission at the same moment can't both
        succeed.

        :raise UserError: when one is signed
        """
        if self._is_derivation():
            return
        self._refuse_signed()
        # sudo: what follows from an edit; who edits may, or the caller has refused
        contracts, now = self.sudo(), fields.Datetime.now()
        link = [fields.Command.link(self.env.uid)]
        contracts.store_derived({"edited_at": now, "author_ids": link})
        decided = contracts.filtered(lambda row: row.state in ("submitted", "approved"))
        if decided:
            people = {row: row.approver_id | row.approved_by_ids for row in decided}
            decided._go_back("changed")
            decided._tell(
                self._fallback_lang().env._("The contract was changed and has to be submitted again."), people
            )
            decided._give_draft_activity()

    def _go_back(self, kind):
        """To a draft of a new version, unless they are drafts."""
        before = {contract: contract.state for contract in self}
        asked = self._get_asked()
        for contract in self.filtered(lambda row: row.state != "draft"):
            contract.store_derived(
                {
                    "state": "draft",
                    "version": contract.version + 1,
                    "turn": contract.turn + 1,
                    "approved_at": False,
                    "approved_by_ids": [fields.Command.clear()],
                }
            )
        self._end_approval()
        self.log_step(kind, before)
        self._refresh_reminders(asked)

    def _adopt_attachments(self):
        """What somebody has just uploaded for these becomes theirs; another record's file is refused."""
        # sudo: to tell whose the files are; one of another record, or of somebody else, is refused
        for contract in self.sudo():
            home = {"res_model": self._name, "res_id": contract.id}
            own = contract.attachment_ids.filtered_domain(
                [(name, "=", value) for name, value in home.items()]
            )
            others = contract.attachment_ids - own
            for file in others:
                if file.res_id or file.res_field or not (self.env.su or file.create_uid == self.env.user):
                    raise UserError(self.env._("Upload the file here: that of another record can't be used."))
            others.with_context(derivation=contract.with_derivation().env.context["derivation"]).write(home)

    def _tell(self, body, people):
        """Tell people in the chatter; an e-mail goes to those only who want them.

        :param people: {contract: users}
        """
        for contract in self:
            users = people[contract].filtered("active") - self.env.user
            contract.message_post(body=body, partner_ids=users.partner_id.ids, message_type="notification")

    # Reopened, won again ----------------------------------------------------------------------------------

    @api.private
    def withdraw(self, kind="withdrawn"):
        """The deals of these are not won any more: what is not signed is put away as a draft."""
        # sudo: follows from what happened to the deal, whoever did it
        contracts = self.sudo().filtered("active")
        signed = contracts.filtered(lambda row: row.state == "signed")
        unsigned = contracts - signed
        if unsigned:
            people = {row: row.approver_id | row.approved_by_ids for row in unsigned}
            unsigned._go_back(kind)
            unsigned.with_context(active_test=True).activity_ids.unlink()
            unsigned.store_derived({"active": False, "withdrawn_at": fields.Datetime.now()})
            waiting = unsigned.filtered(lambda row: people[row] and kind == "withdrawn")
            waiting._tell(
                self._fallback_lang().env._(
                    "The opportunity is not won any more: the contract was withdrawn."
                ),
                people,
            )
        if signed:
            people = {row: row.user_id | row.lead_id.user_id | row.approved_by_ids for row in signed}
            signed._tell(
                self._fallback_lang().env._(
                    "The opportunity is not won any more, but this contract is signed. Look into it."
                ),
                people,
            )

    @api.private
    def revive(self):
        """The deals of these are won again: go on with the drafts there were."""
        for contract in self:
            owner = contract.lead_id.get_stall_people()[0]
            contract.store_derived({"active": True, "withdrawn_at": False, "user_id": owner.id})
        self._note_authors()
        self.log_step("revived")
        self._give_draft_activity()

    @api.private
    def follow_deal(self):
        """The salesperson or the company of these deals has changed; the contracts go along."""
        contracts = self.filtered(lambda row: row.state != "signed")
        people = contracts.user_id
        moved = contracts.filtered(
            lambda row: row.lead_id.company_id not in (row.company_id, row.company_id[:0])
        )
        for company, rows in moved.grouped(lambda row: row.lead_id.company_id).items():
            rows.store_derived({"company_id": company.id, "name": False})
        moved._go_back("changed")
        contracts._follow_owners()
        contracts._note_authors()
        contracts.filtered(lambda row: row.state == "draft" and row.active)._give_draft_activity()
        self.refresh_people(people.browse(), people | contracts.user_id)
        self.reassign()

    def _follow_owners(self):
        """Who looks after the deals of these completes them, and who did before hears no more of it."""
        owners = {contract: contract.lead_id.get_stall_people()[0] for contract in self}
        changed = self.filtered(lambda row: row.user_id != owners[row])
        changed._end_draft_activity()
        for before, rows in changed.grouped("user_id").items():
            rows.message_unsubscribe(before.partner_id.ids)
        for owner, rows in changed.grouped(lambda row: owners[row]).items():
            rows.store_derived({"user_id": owner.id})

    @api.model
    def _get_told_domain(self):
        return Domain("state", "!=", "signed") & Domain("active", "=", True)

    @api.private
    def hand_over(self):
        """Give these to who completes them now. Whoever changes a leader does not make a contract by it."""
        # sudo: who is to complete it follows from the deal
        contracts = self.with_user(SUPERUSER_ID).sudo()
        contracts.filtered(lambda row: row.user_id != row.lead_id.get_stall_people()[0]).follow_deal()

    @api.private
    def put_away(self):
        """Another contract of the same deal stays instead of these."""
        unsigned = self.filtered(lambda row: row.state != "signed")
        unsigned.withdraw("merged")
        unsigned.store_derived({"withdrawn_at": False})
        (self - unsigned).store_derived({"active": False})
        # before the one that stays moves to the same deal
        self.flush_recordset(["active"])
