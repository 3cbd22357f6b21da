"""Two people at once, on what follows from a won deal: its contract, hand-over and retrospective."""

from odoo import fields
from odoo.fields import Command

from .rivals import make_deal, one_told, read

CONTRACT, HANDOVER = "sales_toolkit.contract", "sales_toolkit.handover"
STEP, RETROSPECTIVE = "sales_toolkit.handover_step", "sales_toolkit.retrospective"
SCAN = "JVBERi0xLjQgc2lnbmVk"  # "%PDF-1.4 signed"


def _won(env, arena):
    """A deal that the salesperson has won; what follows from it, and its contract."""
    lead = env["crm.lead"].browse(make_deal(env, arena)).with_user(arena.users["rep"])
    lead.expected_revenue = 1000
    lead.action_set_won()
    env.flush_all()
    return lead, env[CONTRACT].search([("lead_id", "=", lead.id)])


def _submitted(env, arena):
    lead, contract = _won(env, arena)
    contract.with_user(arena.users["rep"]).action_submit()
    return lead.id, contract.id


def approved(env, arena):
    lead, contract = _submitted(env, arena)
    env[CONTRACT].browse(contract).with_user(arena.users["approver"]).action_approve()
    return lead, contract


def sign_sign(arena):
    _lead, contract = arena.run(approved, arena)
    call = (CONTRACT, "action_sign", [contract], str(fields.Date.today()), SCAN)
    answers = arena.clash(("rep", *call, "mine.pdf"), ("manager", *call, "yours.pdf"))
    state, name = arena.run(read, CONTRACT, contract, "state", "signed_scan_name")
    winner = "mine.pdf" if answers[0] == "done" else "yours.pdf"
    wrong = "" if (state, name) == ("signed", winner) else f"{state}, {name}"
    return answers, one_told(answers) or wrong


def approve_twice(arena):
    _lead, contract = arena.run(_submitted, arena)
    call = (CONTRACT, "action_approve", [contract])
    answers = arena.clash(("approver", *call), ("second_approver", *call))
    [state] = arena.run(read, CONTRACT, contract, "state")
    return answers, one_told(answers) or ("" if state == "approved" else state)


def approve_change(arena):
    _lead, contract = arena.run(_submitted, arena)
    answers = arena.clash(
        ("approver", CONTRACT, "action_approve", [contract]),
        ("rep", CONTRACT, "write", [contract], {"customer_signatory": "Somebody else"}),
    )
    state, signatory = arena.run(read, CONTRACT, contract, "state", "customer_signatory")
    if answers[1] == "done" and signatory != "Somebody else":
        return answers, f"the change is lost: {signatory}"
    unseen = answers[1] == "done" and state != "draft"
    return answers, f"{state}, with what nobody has seen" if unseen else ""


def approve_withdraw(arena):
    """The deal is not won any more while its contract is approved."""
    lead, contract = arena.run(_submitted, arena)
    stage = arena.run(lambda env: env["crm.stage"].search([("is_won", "=", False)], limit=1).id)
    answers = arena.clash(
        ("approver", CONTRACT, "action_approve", [contract]),
        ("rep", "crm.lead", "write", [lead], {"stage_id": stage}),
    )
    state, active, asked = arena.run(read, CONTRACT, contract, "state", "active", "approver_id")
    plans = arena.run(lambda env: env[HANDOVER].search_count([("lead_id", "=", lead)]))
    if answers[1] != "done":
        return answers, "" if (state, active) == ("approved", True) else f"{state}, {active}"
    wrong = (state, active, bool(asked), plans) != ("draft", False, False, 0)
    return answers, f"{state}, {active}, {asked}, {plans} plans, of a deal that is not won" if wrong else ""


def _last_steps(env, arena, number):
    """The plan of a won deal that has so many steps to do."""
    lead, _contract = _won(env, arena)
    plan = env[HANDOVER].search([("lead_id", "=", lead.id)])
    plan.with_derivation().step_ids.unlink()
    day = fields.Date.today()
    steps = [{"name": f"Step {n}", "user_id": arena.users["rep"], "date_start": day, "date_end": day}
             for n in range(number)]  # fmt: skip
    plan.write({"step_ids": [Command.create(step) for step in steps]})
    plan.with_user(arena.users["manager"]).action_start()
    env.flush_all()
    return plan.id, plan.step_ids.ids


def step_twice(arena):
    plan, [step] = arena.run(_last_steps, arena, 1)
    answers = arena.clash(("rep", STEP, "action_done", [step]), ("manager", STEP, "action_done", [step]))
    [state] = arena.run(read, STEP, step, "state")
    [done] = arena.run(read, HANDOVER, plan, "state")
    wrong = "" if (state, done) == ("done", "done") else f"step {state}, plan {done}"
    return answers, one_told(answers) or wrong


def last_steps(arena, by_activity=False, in_turn=False):
    """The last two steps of a plan at once: whoever comes second finishes it."""
    plan, steps = arena.run(_last_steps, arena, 2)
    people, model, ids = ("rep", "manager"), STEP, steps
    if by_activity:
        people, model = ("rep", "rep"), "mail.activity"
        ids = arena.run(lambda env: [step.activity_id.id for step in env[STEP].browse(steps)])
    answers = arena.clash(
        *((who, model, "action_done", [id_]) for who, id_ in zip(people, ids, strict=True)),
        in_turn=in_turn,
    )
    states = arena.run(lambda env: env[STEP].browse(steps).mapped("state"))
    [plan] = arena.run(read, HANDOVER, plan, "state")
    complete = states == ["done", "done"]
    if answers.count("done") != states.count("done"):
        return answers, f"steps {states}"
    return answers, "" if (plan == "done") == complete else f"the plan is {plan}, its steps {states}"


def _filled_in(env, arena):
    lead, _contract = _won(env, arena)
    row = env[RETROSPECTIVE].search([("lead_id", "=", lead.id)])
    row.with_user(arena.users["rep"]).write({"what_went_well": "We answered quickly"})
    return row.id


def _handed_in(env, arena):
    row = _filled_in(env, arena)
    env[RETROSPECTIVE].browse(row).with_user(arena.users["rep"]).action_submit()
    return row


def finish_edit(arena):
    """Handed in while somebody still writes on it: what is written is in it, or the writer is told."""
    row = arena.run(_filled_in, arena)
    answers = arena.clash(
        ("rep", RETROSPECTIVE, "action_submit", [row]),
        ("rep", RETROSPECTIVE, "write", [row], {"to_improve": "Ask for the budget sooner"}),
    )
    state, text = arena.run(read, RETROSPECTIVE, row, "state", "to_improve")
    wrong = bool(text) != (answers[1] == "done") or (state == "submitted") != (answers[0] == "done")
    return answers, f"{state}, {text}" if wrong else ""


def close_close(arena):
    row = arena.run(_handed_in, arena)
    call = (RETROSPECTIVE, "action_close", [row])
    answers = arena.clash(("leader", *call, "Well done"), ("manager", *call, "Too slow"))
    state, comment = arena.run(read, RETROSPECTIVE, row, "state", "leader_comment")
    winner = "Well done" if answers[0] == "done" else "Too slow"
    wrong = "" if state == "closed" and winner in (comment or "") else f"{state}, {comment}"
    return answers, one_told(answers) or wrong


def close_return(arena):
    row = arena.run(_handed_in, arena)
    answers = arena.clash(
        ("leader", RETROSPECTIVE, "action_close", [row], "Well done"),
        ("manager", RETROSPECTIVE, "action_return", [row], "Say more"),
    )
    [state] = arena.run(read, RETROSPECTIVE, row, "state")
    expected = "closed" if answers[0] == "done" else "draft"
    return answers, one_told(answers) or ("" if state == expected else state)


PAIRS = {
    "sign/sign": sign_sign,
    "contract: approve/approve": approve_twice,
    "contract: approve/change": approve_change,
    "contract: approve/withdraw": approve_withdraw,
    "step done/step done": step_twice,
    "last step/last step": last_steps,
    "last step/last step, looked at before the first": lambda arena: last_steps(arena, in_turn=True),
    "the same by their activities": lambda arena: last_steps(arena, by_activity=True, in_turn=True),
    "hand in/edit": finish_edit,
    "close/close": close_close,
    "close/return": close_return,
}
