"""A scheduled action and somebody at work on the same rows, at once; and two who are first for one leader."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo import SUPERUSER_ID, api

from .rivals import customer_to_submit, make_deal


@contextmanager
def meanwhile(model, name, act):
    """``act()`` in the midst of the first call of a method: it has begun to read, and written nothing yet."""
    original, acted = getattr(type(model), name), []

    def wait(self, *args):
        if not acted:
            acted.append(True)
            self.env.cr.execute("SELECT count(*) FROM res_partner")
            act()
        return original(self, *args)

    with patch.object(type(model), name, wait):
        yield acted


def _stalled(env, arena):
    lead = make_deal(env, arena)
    env.flush_all()
    env.cr.execute(
        """UPDATE crm_lead SET grade = 'a', create_date = now() - interval '90 days', date_deadline = NULL,
                  stage_moved_at = NULL, grade_since = now() - interval '90 days' WHERE id = %s""",
        [lead],
    )
    env.cr.execute("DELETE FROM mail_message WHERE model = 'crm.lead' AND res_id = %s", [lead])
    return lead


def cron_edit(arena):
    """What somebody saves while a scheduled action is at it is kept, and the action does its work."""
    lead = arena.run(_stalled, arena)

    def save():
        arena.run(lambda env: env["crm.lead"].browse(lead).write({"description": "Typed meanwhile"}))

    with arena.registry.cursor() as cr:
        stalls = api.Environment(cr, SUPERUSER_ID, {})["sales_toolkit.stall"]
        with meanwhile(stalls, "_open_new", save) as acted:
            stalls._cron_find_stalled_deals()
    stalled, text = arena.run(
        lambda env: [env["crm.lead"].browse(lead)[name] for name in ("stalled", "description")]
    )
    if not acted:
        return [], "the deal was not due"
    return [], "" if stalled and "Typed meanwhile" in (text or "") else f"stalled: {stalled}, {text}"


def first_for_leader(arena):
    """Two customers that are handed in at once, for a leader who was never reminded of any: both are."""
    customers = [arena.run(customer_to_submit, arena) for _number in range(2)]
    arena.run(lambda env: env["sales_toolkit.reminder"].search([("kind", "=", "review")]).unlink())
    call = ("res.partner", "action_submit_for_review")
    answers = arena.clash(*(("rep", *call, [customer]) for customer in customers))
    count = arena.run(
        lambda env: (
            env["sales_toolkit.reminder"]
            .search([("kind", "=", "review"), ("user_id", "=", arena.users["leader"])])
            .count
        )
    )
    waiting = arena.run(
        lambda env: env["sales_toolkit.review"].search_count(
            [("reviewer_id", "=", arena.users["leader"]), ("state", "=", "pending")]
        )
    )
    if answers != ["done", "done"]:
        return answers, "one of them is refused"
    return answers, "" if count == waiting else f"reminded of {count} of {waiting}"


PAIRS = {"scheduled action/edit": cron_edit, "first reminder/first reminder": first_for_leader}
