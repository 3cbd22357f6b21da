"""Delivery asks back, the salesperson answers: each with who and when (O10)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..shared.arguments import need_one

ANSWER_DAYS = 1


class HandoverQuestion(models.Model):
    """One question of delivery, and its answer. Written by the buttons of the hand-over."""

    _name = "sales_toolkit.handover_question"
    _inherit = ["sales_toolkit.derived_fields.mixin", "sales_toolkit.privacy_guard.mixin"]
    _description = "Question of Delivery"
    _order = "asked_at, id"
    _rec_name = "question"

    handover_id = fields.Many2one(
        "sales_toolkit.handover", required=True, readonly=True, index=True, ondelete="cascade"
    )
    question = fields.Text(required=True, readonly=True, help="What delivery wants to know.")
    asked_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    asked_at = fields.Datetime("Asked on", readonly=True)
    answer = fields.Text(readonly=True, help="What the salesperson answered.")
    answered_by = fields.Many2one("res.users", readonly=True, ondelete="set null")
    answered_at = fields.Datetime("Answered on", readonly=True)

    @api.model
    def _get_guarded_fields(self):
        return frozenset({"question", "answer"})

    @api.model
    def _get_derived_fields(self):
        message = self.env._("Questions are asked and answered on the hand-over.")
        names = ("handover_id", "question", "asked_by", "asked_at", "answer", "answered_by", "answered_at")
        return super()._get_derived_fields() | dict.fromkeys(names, message)


class Handover(models.Model):
    _inherit = "sales_toolkit.handover"

    def action_ask_back(self, question=None):
        """Ask the salesperson before accepting.

        :param question: the text; without, the dialog opens
        :raise UserError: when the hand-over does not wait to be accepted
        """
        need_one(self)
        if not question:
            return self._open_dialog("sales_toolkit.handover_ask", self.env._("Ask Back"))
        self._lock("write", ("started",))
        self._check_delivery()
        # sudo: checked above
        row = self.sudo()
        user = row._get_answering_user()
        row.env["sales_toolkit.handover_question"].with_derivation().create(
            {
                "handover_id": row.id,
                "question": self._check_text(question),
                "asked_by": self.env.uid,
                "asked_at": fields.Datetime.now(),
            }
        )
        company = row._get_home_company()
        due = company.add_working_days(company.get_today(), ANSWER_DAYS)
        row.write_derived({"state": "queried", "answer_user_id": user.id, "answer_due": due})
        row._give_question()
        row._refresh_reminders(row._get_waiting_users())
        return True

    def action_answer(self, text=None):
        """Answer what delivery asked; the hand-over waits to be accepted again.

        :param text: the answer; without, the dialog opens
        :raise UserError: when nothing was asked
        """
        need_one(self)
        if not text:
            return self._open_dialog("sales_toolkit.handover_answer", self.env._("Answer Delivery"))
        self._lock("write", ("queried",))
        if not self._may_answer():
            raise AccessError(self.env._("Questions of delivery are for the salesperson to answer."))
        # sudo: checked above
        row = self.sudo()
        row._store_answer(self._check_text(text))
        return True

    def _store_answer(self, text):
        question = self.question_ids[-1:]
        now = fields.Datetime.now()
        question.write_derived({"answer": text, "answered_by": self.env.uid, "answered_at": now})
        users = self._get_waiting_users()
        self.write_derived({"state": "started", "answer_user_id": False, "answer_due": False})
        if self.env.context.get("from_activity"):
            self.store_derived({"question_activity_id": False})
        else:
            self._finish_activities("question_activity_id")
        asker = question.asked_by
        self._tell_person(asker, self.with_context(lang=asker.lang).env._("Your question is answered."))
        company = self._get_home_company()
        due = company.add_working_days(company.get_today(), company.handover_accept_days or 1)
        self.store_derived({"accept_due": max(due, self.accept_due or due), "escalated_to_id": False})
        self._finish_if_complete()
        self._refresh_reminders(users)

    def _give_question(self):
        """The to-dos of whoever answers."""
        asked = self.filtered("answer_user_id")
        if not asked:
            return
        created = asked._create_activities([row._prepare_question() for row in asked])
        for row, activity in zip(asked, created, strict=True):
            row.store_derived({"question_activity_id": activity.id})

    def _prepare_question(self):
        user = self.answer_user_id
        localised = self.with_context(lang=user.lang)
        summary = localised.env._("Delivery asks about %s", self.lead_id.name)
        due = self.answer_due or self._get_home_company().get_today()
        return {"summary": summary, "date_deadline": due, "user_id": user.id}

    def _hand_question_on(self):
        """Another salesperson answers what is open."""
        rows = self.filtered(lambda row: row.active and row.state == "queried")
        users, activities = rows._get_waiting_users(), rows.question_activity_id.filtered("active")
        for user, own in rows.grouped(lambda row: row._get_answering_user()).items():
            own.store_derived({"answer_user_id": user.id})
        activities.with_context(from_handover=True).unlink()
        rows._give_question()
        rows._refresh_reminders(users | rows.answer_user_id)

    def _drop_question(self):
        """Accepted without an answer: nobody waits for it any more."""
        activities = self.question_activity_id.filtered("active")
        self.store_derived({"answer_user_id": False, "answer_due": False, "question_activity_id": False})
        activities.with_context(from_handover=True).unlink()

    @api.model
    def _check_text(self, text):
        """
        :raise UserError: when it is no text, or empty
        """
        if not isinstance(text, str) or not text.strip():
            raise UserError(self.env._("Write a text first."))
        return text.strip()

    def _open_dialog(self, model, name, about="handover_id"):
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {f"default_{about}": self.id},
        }
