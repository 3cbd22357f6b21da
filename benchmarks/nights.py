"""What a night finds, by SQL: nothing that is due, or what is due on a normal day."""

from datetime import timedelta

# How much is due on a normal day. A check every 30 days: a thirtieth of the customers.
QUIET, MISSED, LACKING, REGRADED, STALLED, LATE, CHANGED, REVIEWS, ERASED = (
    300, 2000, 1000, 1000, 100, 500, 500, 50, 20,
)  # fmt: skip

CUSTOMERS = """
    UPDATE res_partner SET next_check_date = (%(days)s::date[])[1 + id / 5 %% %(number)s],
           last_contact_date = current_date - 5, last_contact_at = now() - interval '5 days',
           completeness = 50
     WHERE registered_on IS NOT NULL"""
KEYS = """
    INSERT INTO sales_toolkit_duplicate_key (partner_id, keys, to_check)
    SELECT id, ARRAY[id]::int8[], false FROM res_partner WHERE registered_on IS NOT NULL"""
# Every third deal is an A, a B and a C, as its statements say.
LEADS = """
    INSERT INTO crm_lead (name, type, active, partner_id, user_id, company_id, stage_id, probability,
           won_status, priority, need_clarity, budget_fit, decision_clarity, date_deadline, grade,
           grade_since, stage_moved_at, next_follow_up_date, create_uid, create_date, write_uid, write_date)
    SELECT 'Night ' || n, 'opportunity', true, id, user_id, %(company)s, %(stage)s, 10, 'pending', '0',
           (ARRAY['clear', 'partial', 'vague'])[1 + n %% 3],
           (ARRAY['matched', 'unconfirmed', 'undecided'])[1 + n %% 3], 'clear',
           current_date + (ARRAY[20, 60, 200])[1 + n %% 3], (ARRAY['a', 'b', 'c'])[1 + n %% 3],
           now() - interval '20 days', now() - interval '2 days', (%(soon)s::date[])[1 + n %% 5],
           1, now() - interval '60 days', 1, now() - interval '2 days'
      FROM (SELECT id, user_id, row_number() OVER (ORDER BY id) AS n FROM res_partner
             WHERE registered_on IS NOT NULL ORDER BY id LIMIT %(deals)s) AS customer"""
ACTIVITIES = """
    INSERT INTO mail_activity (res_model_id, res_model, res_id, activity_type_id, summary, date_deadline,
           user_id, automated, active, create_uid, create_date, write_uid, write_date)
    SELECT %(model)s, 'crm.lead', id, %(kind)s, 'Ask', next_follow_up_date, user_id, true, true, 1, now(), 1,
           now()
      FROM crm_lead WHERE name LIKE 'Night %%'"""
FOLLOW_UPS = """
    INSERT INTO sales_toolkit_follow_up (lead_id, partner_id, user_id, planned_date, slot_date, method, goal,
           grade, state, activity_id, create_uid, create_date, write_uid, write_date)
    SELECT lead.id, partner_id, lead.user_id, date_deadline, date_deadline, 'phone', 'Ask', lead.grade,
           'planned', activity.id, 1, now(), 1, now()
      FROM mail_activity AS activity JOIN (SELECT id, partner_id, user_id, grade FROM crm_lead) AS lead
        ON lead.id = activity.res_id AND activity.res_model = 'crm.lead' WHERE activity.summary = 'Ask'"""
# What a normal day brings, each on deals or customers of its own
DUE = (
    """UPDATE res_partner SET next_check_date = %(today)s WHERE id IN (
           SELECT id FROM res_partner WHERE registered_on IS NOT NULL ORDER BY id DESC LIMIT %(checks)s)""",
    """UPDATE res_partner SET last_contact_date = current_date - 100,
              last_contact_at = now() - interval '100 days'
        WHERE id IN (SELECT id FROM res_partner WHERE registered_on IS NOT NULL
                      ORDER BY id DESC OFFSET %(checks)s LIMIT %(quiet)s)""",
    """UPDATE sales_toolkit_follow_up SET planned_date = current_date - 7, slot_date = current_date - 7
        WHERE id IN (SELECT id FROM sales_toolkit_follow_up ORDER BY id LIMIT %(missed)s)""",
    """DELETE FROM sales_toolkit_follow_up WHERE id IN (
           SELECT id FROM sales_toolkit_follow_up ORDER BY id OFFSET %(missed)s LIMIT %(lacking)s)""",
    """UPDATE crm_lead SET next_follow_up_date = NULL WHERE name LIKE 'Night %%' AND id NOT IN (
           SELECT lead_id FROM sales_toolkit_follow_up WHERE lead_id IS NOT NULL)""",
    """UPDATE crm_lead SET grade = 'b' WHERE id IN (SELECT id FROM crm_lead
        WHERE grade = 'a' AND name LIKE 'Night %%' ORDER BY id DESC LIMIT %(regraded)s)""",
    """UPDATE crm_lead SET stage_moved_at = NULL WHERE id IN (SELECT id FROM crm_lead
        WHERE grade = 'a' AND name LIKE 'Night %%' ORDER BY id DESC LIMIT %(stalled)s)""",
    """INSERT INTO sales_toolkit_follow_up (lead_id, partner_id, user_id, planned_date, method, goal, state,
              done_at, minutes_due, outcome, create_uid, create_date, write_uid, write_date)
       SELECT id, partner_id, user_id, current_date - 9, 'phone', 'Ask', 'done', now() - interval '4 days',
              now() - interval '3 days', 'x', 1, now(), 1, now()
         FROM crm_lead WHERE name LIKE 'Night %%' ORDER BY id DESC LIMIT %(late)s""",
    """UPDATE sales_toolkit_duplicate_key SET to_check = true WHERE id IN (
           SELECT id FROM sales_toolkit_duplicate_key ORDER BY id DESC LIMIT %(changed)s)""",
    """INSERT INTO sales_toolkit_review (partner_id, kind, state, submitted_at, submitted_by, reviewer_id,
              create_uid, create_date, write_uid, write_date)
       SELECT id, 'registration', 'pending', now(), user_id, %(gone)s, 1, now(), 1, now()
         FROM res_partner WHERE registered_on IS NOT NULL ORDER BY id DESC LIMIT %(reviews)s""",
    """INSERT INTO sales_toolkit_erasure (partner_id, reason, state, dormant_since, proposed_on, due_date,
              create_uid, create_date, write_uid, write_date)
       SELECT id, 'retention', 'proposed', current_date - 2000, current_date - 40, current_date - 1, 1, now(),
              1, now()
         FROM res_partner WHERE registered_on IS NULL AND name LIKE '%% Trading %%'
        ORDER BY id LIMIT %(erased)s""",
    """INSERT INTO sales_toolkit_completeness_walk (kind, last_id) VALUES ('individual', 0)
           ON CONFLICT DO NOTHING""",
)


def nothing_due(env):
    """Customers, keys, deals, their next contacts and activities; nothing of it is due."""
    today = env.company.get_today()
    days = env.company.get_working_days(today + timedelta(days=1), today + timedelta(days=30))
    values = {
        "days": days, "number": len(days), "soon": days[1:6], "company": env.company.id,
        # a deal for every second customer
        "deals": env["res.partner"].search_count([("registered_on", "!=", False)]) // 2,
        "stage": env["crm.stage"].search([("is_won", "=", False)], limit=1).id,
        "model": env["ir.model"]._get_id("crm.lead"),
        "kind": env.ref("mail.mail_activity_data_call").id,
    }  # fmt: skip
    _team(env)
    env.flush_all()
    env.cr.execute("SET LOCAL session_replication_role = replica")
    for statement in (CUSTOMERS, KEYS, LEADS, ACTIVITIES, FOLLOW_UPS):
        env.cr.execute(statement, values)
    _settle(env)
    return len(days)


def normal_day(env):
    """Brings the day's share of everything."""
    customers = env["res.partner"].search_count([("registered_on", "!=", False)])
    values = {
        "today": env.company.get_today(), "checks": customers // 30, "quiet": QUIET,
        "missed": MISSED, "lacking": LACKING, "regraded": REGRADED, "stalled": STALLED,
        "late": LATE, "changed": CHANGED,
        "reviews": REVIEWS, "erased": ERASED,
        "gone": env["res.users"].with_context(active_test=False).search([("login", "=", "bench_gone")]).id,
    }  # fmt: skip
    env.cr.execute("SET LOCAL session_replication_role = replica")
    for statement in DUE:
        env.cr.execute(statement, values)
    _settle(env)
    return True


def _team(env):
    """The salespeople of the population have a leader."""
    group = env.ref("sales_team.group_sale_salesman_all_leads")
    leader, gone = env["res.users"].create(
        [
            {"name": name, "login": f"bench_{name}", "tz": "Asia/Shanghai", "group_ids": [(6, 0, group.ids)]}
            for name in ("leader", "gone")
        ]
    )
    gone.active = False
    team = env["crm.team"].create({"name": "Bench night", "user_id": leader.id})
    users = env["res.users"].search([("login", "=like", "bench%"), ("login", "not like", "bench\\_")])
    env["crm.team.member"].create([{"crm_team_id": team.id, "user_id": user.id} for user in users])
    env.company.customer_reviewer_id = leader


def _settle(env):
    env.invalidate_all()
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
