"""How an objection is answered and closed, by its buttons (O7)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from ..shared.arguments import day_of, need_one, record_of, text_of
from ..shared.labels import label_of
from .objection import OPEN


class Objection(models.Model):
    _inherit = "sales_toolkit.objection"

    def action_ask_help(self, user=None, due=None):
        """Ask a colleague; who was asked before sees the objection no more.

        :param user: an internal user, or their id; the dialog opens without
        :param due: until when; the type's days without. A day off becomes the next working day.
        """
        need_one(self)
        if not user:
            return self._open_dialog("sales_toolkit.objection_help", self.env._("Ask for Help"))
        user, due = record_of(self.env, "res.users", user), day_of(self.env, due)
        self._lock("write", OPEN[:2])
        self._check_helper(user)
        # sudo: whoever may write the objection gives its helper an activity on it
        row = self.sudo()
        row._end_help()
        today = user.get_today()
        day = max(due, today) if due else None
        day = user.add_working_days(day, 0) if day else user.add_working_days(today, row.type_id.help_days)
        values = {"state": "help", "helper_id": user.id, "help_due": day}
        row.write_derived({**values, "help_asked_at": fields.Datetime.now()})
        row._give_activity(user, day)
        return True

    def _check_helper(self, user):
        # sudo: whether the colleague is there, and works for the company
        helper, lead = user.sudo(), self.lead_id
        if not helper.exists() or not helper.active or helper.share:
            raise UserError(self.env._("Only a colleague with an active user can help. Choose another one."))
        if helper == lead.user_id:
            raise UserError(
                self.env._("%s is the salesperson of this opportunity. Ask somebody else.", helper.name)
            )
        if lead.company_id and lead.company_id not in helper.company_ids:
            raise UserError(
                self.env._(
                    "%s does not work for the company of this opportunity. Ask somebody else.", helper.name
                )
            )

    def action_answer(self, answer=None):
        """The objection is answered, by the salesperson or by the helper.

        :param answer: the text, a record of the library, or None for what stands on the objection
        """
        need_one(self)
        self._lock("write" if not self._is_helper() else "read", OPEN[:2])
        # sudo: the helper may not write anything but this answer
        row, values = self.sudo(), {}
        if isinstance(answer, models.BaseModel):
            answer.check_access("read")
            values = {"answer_id": answer.id, "answer": row.answer or answer.text}
        elif answer:
            values = {"answer": text_of(self.env, answer)}
        if not (values.get("answer") or row.answer or "").strip():
            raise UserError(self.env._("Write the answer first, or choose one from the library."))
        row.write_derived(
            {**values, "state": "answered", "answered_at": fields.Datetime.now(), "answered_by": self.env.uid}
        )
        row._finish_activity()
        if self.env.user != row.lead_id.user_id:
            row._tell_salesperson()
        return True

    @api.private
    def use_answer(self, answer):
        """Take an answer of the library."""
        self.ensure_one()
        self._lock("write", OPEN[:2])
        answer.check_access("read")
        self.write({"answer_id": answer.id, "answer": answer.text})
        return True

    def action_solve(self, reaction=None):
        """The answer convinced the customer."""
        return self._close("solved", ("answered",), reaction)

    def action_accept(self, reaction=None):
        """The customer lives with it, convinced or not."""
        return self._close("accepted", OPEN, reaction)

    def action_lose(self, reaction=None):
        """The customer was lost on it."""
        return self._close("lost", OPEN, reaction)

    def _close(self, state, before, reaction=None):
        self._lock("write", before)
        if reaction:
            self.write({"reaction": reaction})
        self._set_closed(state)
        return True

    def _set_closed(self, state, by_deal=False):
        # sudo: who may close the objection, or its opportunity, takes the helper's access back
        rows = self.sudo()
        closed = {"state": state, "closed_at": fields.Datetime.now(), "closed_by_deal": by_deal}
        rows.write_derived(closed)
        for row in rows:
            row._end_help()

    def _give_back(self):
        """These are what they were before their opportunity was closed; nobody is asked for help yet."""
        nobody = {"helper_id": False, "help_due": False, "closed_at": False, "closed_by_deal": False}
        for state, rows in self.grouped(lambda row: "answered" if row.answered_at else "open").items():
            rows.write_derived({**nobody, "state": state})

    def _take_help_back(self):
        """Whoever was asked sees these no more."""
        asked = self.filtered("helper_id")
        for row in asked:
            row._end_help()
        asked.write_derived({"helper_id": False, "help_due": False})
        asked.filtered(lambda row: row.state == "help").write_derived({"state": "open"})

    def action_reopen(self):
        """The objection is open again, to be answered anew; nobody is asked for help yet."""
        self._lock("write", ("answered", "solved", "accepted", "lost"))
        # sudo: checked above; the helper's access goes, and states are written by the toolkit only
        rows = self.sudo()
        for row in rows:
            row._end_help()
        rows.write_derived(
            {
                "state": "open",
                "helper_id": False,
                "help_due": False,
                "answered_at": False,
                "closed_at": False,
                "closed_by_deal": False,
            }
        )
        return True

    def action_make_reusable(self):
        """Propose the answer for the library; a manager's goes right in."""
        need_one(self)
        self._lock("write", ("solved",))
        if self.answer_id.text == self.answer:
            raise UserError(self.env._("This answer is in the library already."))
        manager = self.env.user.has_group("sales_team.group_sale_manager")
        # sudo: salespeople propose answers, a manager approves them
        answer = (
            self.env["sales_toolkit.answer"]
            .sudo()
            .create(
                {
                    "type_id": self.type_id.id,
                    "name": " ".join(self.answer.split())[:60],
                    "text": self.answer,
                    "approved": manager,
                }
            )
        )
        self.write({"answer_id": answer.id})
        return True

    def _open_dialog(self, model, name):
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_objection_id": self.id},
        }

    def action_open_reply(self):
        """Open the dialog in which the helper answers."""
        need_one(self)
        return self._open_dialog("sales_toolkit.objection_reply", self.env._("Answer the Objection"))

    def _lock(self, operation, states):
        """
        :raise UserError: when a colleague was quicker
        """
        self.check_access(operation)
        try:
            self.sudo().lock_for_update()  # sudo: a helper may lock what they may answer
        except LockError:
            raise UserError(
                self.env._("A colleague is working on this objection at this moment. Try again.")
            ) from None
        self.invalidate_recordset(["state"])
        for row in self.filtered(lambda row: row.state not in states):
            raise UserError(
                self.env._(
                    "%(objection)s is: %(state)s. A colleague may have been quicker; look at it again.",
                    objection=row.display_name,
                    state=label_of(row, "state"),
                )
            )

    def _is_helper(self):
        try:
            self.check_access("read")
        except AccessError:
            return False
        # sudo: whether the user is the helper
        return self.sudo().helper_id == self.env.user
