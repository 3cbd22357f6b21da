"""Two people at once, on one record: one after the other, nothing lost, and the second is told why.

Real transactions, as requests have them: both have begun, and seen the same, before either does
anything; what
collides is tried again as the server does. The quick tests run all pairs; there is no longer proof.
"""

import threading
from unittest.mock import patch

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.service.model import call_kw, retrying

PEOPLE = {
    "rep": "sales_team.group_sale_salesman",
    "leader": "sales_team.group_sale_salesman_all_leads",
    "reviewer": "sales_toolkit.group_reviewer",
    "manager": "sales_team.group_sale_manager,base.group_partner_manager",
    "approver": "sales_toolkit.group_contract_approver",
    "second_approver": "sales_toolkit.group_contract_approver",
}


class Arena:
    """A database with people, and calls that happen at once."""

    def __init__(self, env):
        self.registry = env.registry
        self.users = {}
        for name, names in PEOPLE.items():
            groups = [env.ref(group).id for group in names.split(",")]
            values = {
                "name": name,
                "login": f"rival_{name}",
                "email": f"{name}@rival.example",
                "tz": "Asia/Shanghai",
            }
            self.users[name] = env["res.users"].create({**values, "group_ids": [(6, 0, groups)]}).id
        team = env["crm.team"].create({"name": "Rivals", "user_id": self.users["leader"]})
        env["crm.team.member"].create({"crm_team_id": team.id, "user_id": self.users["rep"]})
        env.cr.commit()

    def run(self, function, *arguments):
        """Something in a transaction of its own, as superuser."""
        with self.registry.cursor() as cr:
            return function(api.Environment(cr, SUPERUSER_ID, {}), *arguments)

    def clash(self, *calls, in_turn=False):
        """Each call is (person, model, method, ids, further arguments): what each of them was told.

        :param in_turn: all have looked at the database before the first begins, but each waits then until the
            one before it is through
        """
        barrier = threading.Barrier(len(calls))
        through = [threading.Event() for _call in calls]
        before = [None, *through[:-1]] if in_turn else [None] * len(calls)
        answers = [None] * len(calls)
        threads = [
            threading.Thread(target=self._client, args=(call, barrier, answers, number, *events))
            for number, (call, *events) in enumerate(zip(calls, before, through, strict=True))
        ]
        with patch("odoo.service.model.random.uniform", return_value=0):  # no waiting before a second try
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return answers

    def _client(self, call, barrier, answers, number, before, through):
        person, model, method, ids, *arguments = call
        begun = []
        threading.current_thread().dbname = self.registry.db_name
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.users[person], {})

            def act():
                if not begun:
                    begun.append(True)
                    cr.execute("SELECT count(*) FROM res_partner")
                    barrier.wait(60)
                    if before:
                        before.wait(60)
                return call_kw(env[model], method, [ids, *arguments] if ids is not None else arguments, {})

            try:
                result = retrying(act, env)
                refused = result.get("messages") if isinstance(result, dict) else None  # an import
                answers[number] = f"told: {refused}" if refused else "done"
            except UserError as error:
                answers[number] = f"told: {error}"
            except Exception as error:
                answers[number] = f"broken: {type(error).__name__}: {error}"
            finally:
                through.set()


def prove_all(env):
    """{pair: [what each was told, what is wrong about the outcome or ""]}"""
    from .rivals_closed import PAIRS as CLOSED
    from .rivals_cron import PAIRS as CRON

    arena = Arena(env)
    results = {}
    for name, pair in (PAIRS | CLOSED | CRON).items():
        answers, wrong = pair(arena)
        if any(answer.startswith("broken") for answer in answers):
            wrong = "somebody saw a traceback"
        results[name] = [answers, wrong]
    return results


def _customer(env, arena, **values):
    rep = env["res.users"].browse(arena.users["rep"])
    values = {
        "name": "Rival Ltd",
        "is_company": True,
        "registered_on": "2024-03-15",
        "user_id": rep.id,
        **values,
    }
    return env["res.partner"].with_user(rep).create(values).id


def make_deal(env, arena):
    customer = _customer(env, arena)
    values = {"name": "Deal", "type": "opportunity", "partner_id": customer, "user_id": arena.users["rep"]}
    return env["crm.lead"].with_user(arena.users["rep"]).create(values).id


def one_told(answers):
    told = sum(answer.startswith("told") for answer in answers)
    return "" if told == 1 else f"one does it, the other is told so: {answers}"


def customer_to_submit(env, arena):
    customer = _customer(env, arena, need_description="Machines", phone="0512-1234567")
    env["sales_toolkit.requirement"].search([("level", "!=", "recommended")]).write({"level": "recommended"})
    return customer


def _submitted(env, arena):
    customer = customer_to_submit(env, arena)
    env["res.partner"].browse(customer).with_user(arena.users["rep"]).action_submit_for_review()
    review = env["sales_toolkit.review"].search([("partner_id", "=", customer)])
    return customer, review.id


def read(env, model, id_, *names):
    return [env[model].browse(id_)[name] for name in names]


def approve_approve(arena):
    customer, review = arena.run(_submitted, arena)
    call = ("sales_toolkit.review", "action_approve", [review])
    answers = arena.clash(("leader", *call), ("reviewer", *call))
    state = arena.run(read, "res.partner", customer, "review_state")
    return answers, one_told(answers) or ("" if state == ["approved"] else f"the customer is {state}")


def approve_edit(arena):
    customer, review = arena.run(_submitted, arena)
    answers = arena.clash(
        ("leader", "sales_toolkit.review", "action_approve", [review]),
        ("rep", "res.partner", "write", [customer], {"need_description": "Another need"}),
    )
    need, state = arena.run(read, "res.partner", customer, "need_description", "review_state")
    pending = arena.run(lambda env: env["sales_toolkit.review"].search_count(
        [("partner_id", "=", customer), ("state", "=", "pending")]))  # fmt: skip
    if "Another need" not in need:
        return answers, f"the edit is lost: {need}"
    approved_unseen = answers[0] == "done" and state == "approved" and not pending
    return answers, "what nobody has seen is approved" if approved_unseen else ""


def follow_up_twice(arena):
    def plan(env):
        values = {"lead_id": make_deal(env, arena), "user_id": arena.users["rep"], "method": "phone"}
        values |= {"planned_date": fields.Date.today(), "goal": "Ask", "state": "planned"}
        return env["sales_toolkit.follow_up"].with_derivation().create(values).id

    follow_up = arena.run(plan)
    answers = arena.clash(
        ("rep", "sales_toolkit.follow_up", "action_done", [follow_up], "agreed"),
        ("manager", "sales_toolkit.follow_up", "action_done", [follow_up], "refused"),
    )
    state, outcome = arena.run(read, "sales_toolkit.follow_up", follow_up, "state", "outcome")
    winner = "agreed" if answers[0] == "done" else "refused"
    wrong = "" if (state, outcome) == ("done", winner) else f"{state}, {outcome}"
    return answers, one_told(answers) or wrong


def merge_edit(arena):
    def two(env):
        return [_customer(env, arena, name=name) for name in ("Twin A", "Twin B")]

    def wizard(env):
        values = {"partner_ids": [(6, 0, pair)], "dst_partner_id": pair[0], "state": "selection"}
        return env["base.partner.merge.automatic.wizard"].with_user(arena.users["manager"]).create(values).id

    pair = arena.run(two)
    merge = arena.run(wizard)
    answers = arena.clash(
        ("manager", "base.partner.merge.automatic.wizard", "action_merge", [merge]),
        ("rep", "res.partner", "write", [pair[1]], {"need_description": "New"}),
    )
    left = arena.run(lambda env: [
        (row.id, row.need_description) for row in env["res.partner"].with_context(active_test=False).browse(pair).exists()  # noqa: E501
    ])  # fmt: skip
    if answers[1] == "done" and not any(need and "New" in need for _id, need in left):
        return answers, f"the edit is lost: {left}"
    return answers, "" if len(left) == 1 or answers[0] != "done" else f"not merged: {left}"


def import_edit(arena):
    customer = arena.run(_customer, arena)
    rows = [[str(customer), "Imported"]]
    answers = arena.clash(
        ("manager", "res.partner", "load", None, [".id", "need_description"], rows),
        ("rep", "res.partner", "write", [customer], {"need_description": "Typed"}),
    )
    chain = arena.run(lambda env: [
        (row.old_value or "", row.new_value) for row in env["sales_toolkit.update_log"].search(
            [("partner_id", "=", customer), ("field_name", "=", "need_description")], order="id")
    ])  # fmt: skip
    links = [before[1] == after[0] for before, after in zip(chain, chain[1:], strict=False)]
    wrong = "" if len(chain) == 2 and all(links) else f"the log is no chain: {chain}"
    return answers, wrong or ("" if answers == ["done", "done"] else "what collided was not tried again")


def win_lose(arena):
    lead = arena.run(make_deal, arena)
    answers = arena.clash(
        ("rep", "crm.lead", "action_set_won", [lead]),
        ("manager", "crm.lead", "action_set_lost", [lead]),
    )
    status, outcome = arena.run(read, "crm.lead", lead, "won_status", "outcome")
    return answers, "" if status in ("won", "lost") and status == outcome else f"{status}, {outcome}"


def check_twice(arena):
    def due(env):
        values = {"partner_id": _customer(env, arena), "user_id": arena.users["rep"]}
        values |= {"due_date": fields.Date.today(), "state": "due"}
        return env["sales_toolkit.data_check"].with_derivation().create(values).id

    check = arena.run(due)
    call = ("sales_toolkit.data_check", "action_done", [check])
    answers = arena.clash(("rep", *call, "phone"), ("manager", *call, "visit"))
    [state] = arena.run(read, "sales_toolkit.data_check", check, "state")
    return answers, one_told(answers) or ("" if state == "done" else state)


def grant_decline(arena):
    def asked(env):
        customer = _customer(env, arena, budget_min=5)
        env["res.partner"].browse(customer).with_user(arena.users["manager"]).action_ask_access()
        return customer, env["sales_toolkit.access_request"].search([("partner_id", "=", customer)]).id

    customer, request = arena.run(asked)
    answers = arena.clash(
        ("rep", "sales_toolkit.access_request", "action_grant", [request]),
        ("rep", "sales_toolkit.access_request", "action_decline", [request]),
    )
    [state] = arena.run(read, "sales_toolkit.access_request", request, "state")
    reads = arena.run(lambda env: arena.users["manager"] in
                      env["sales_toolkit.confidential"].search([("partner_id", "=", customer)]).reader_ids.ids)  # fmt: skip  # noqa: E501
    return answers, one_told(answers) or ("" if reads == (state == "granted") else f"{state}, reads: {reads}")


def answer_twice(arena):
    def raised(env):
        type_ = env["sales_toolkit.objection_type"].search([], limit=1)
        values = {"lead_id": make_deal(env, arena), "type_id": type_.id, "description": "Too expensive"}
        return env["sales_toolkit.objection"].with_user(arena.users["rep"]).create(values).id

    objection = arena.run(raised)
    call = ("sales_toolkit.objection", "action_answer", [objection])
    answers = arena.clash(("rep", *call, "Cheap enough"), ("manager", *call, "Look at the value"))
    [text] = arena.run(read, "sales_toolkit.objection", objection, "answer")
    winner = "Cheap enough" if answers[0] == "done" else "Look at the value"
    return answers, one_told(answers) or ("" if text == winner else text)


PAIRS = {
    "approve/approve": approve_approve,
    "approve/edit": approve_edit,
    "done/done": follow_up_twice,
    "merge/edit": merge_edit,
    "import/edit": import_edit,
    "win/lose": win_lose,
    "check/check": check_twice,
    "grant/decline": grant_decline,
    "answer/answer": answer_twice,
}
