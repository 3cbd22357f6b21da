"""A database in the middle of its life: for each scheduled action there is something to do. Made by SQL."""

from odoo import fields

from . import population_closed

PEOPLE = 20

# Of all customers one in ten has the phone number of another; their names are not alike, as they would be
# with a number each: duplicates are looked for among those that share something, if these are not too many.
PARTNERS = """
    INSERT INTO res_partner (name, complete_name, type, is_company, active, user_id, registered_on,
           review_state, phone, phone_sanitized, lang, create_uid, create_date, write_uid, write_date,
           partner_share, next_check_date, last_contact_date, dormant, dormant_since)
    SELECT name, name, 'contact', true, true, (%(users)s::int[])[1 + n %% %(number)s],
           current_date - 400, 'approved', '0512' || lpad((n - n %% 10 / 9)::text, 8, '0'),
           '+86512' || lpad((n - n %% 10 / 9)::text, 8, '0'), 'en_US', 1, now() - interval '400 days', 1,
           now() - interval '400 days', true,
           CASE n %% 4 WHEN 0 THEN NULL WHEN 1 THEN current_date - 1 ELSE current_date + 20 END,
           CASE WHEN n %% 7 > 0 THEN current_date - 5 END, n %% 11 = 0,
           CASE WHEN n %% 11 = 0 THEN current_date - 2000 END
      FROM generate_series(1, %(rows)s) AS n,
           LATERAL (SELECT md5(n::text) AS hash),
           LATERAL (SELECT 'Customer ' || left(hash, 6) || ' ' || substr(hash, 7, 6) AS name);
    UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL"""
LEADS = """
    INSERT INTO crm_lead (name, type, active, partner_id, user_id, company_id, stage_id, probability,
    won_status,
           need_clarity, budget_fit, decision_clarity, competition, grade, date_deadline, priority,
           create_uid, create_date, write_uid, write_date)
    SELECT 'Deal ' || id, 'opportunity', true, id, user_id, %(company)s, %(stage)s, 10, 'pending',
           CASE WHEN id %% 3 = 0 THEN 'clear' ELSE 'partial' END,
           CASE WHEN id %% 3 = 0 THEN 'matched' ELSE 'unconfirmed' END,
           CASE WHEN id %% 3 = 0 THEN 'clear' ELSE 'partial' END, 'ahead',
           CASE id %% 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE 'c' END,
           CASE WHEN id %% 9 = 0 THEN current_date - 3 ELSE current_date + 20 END,
           '0', 1, now() - interval '60 days', 1, now() - interval '60 days'
      FROM res_partner WHERE name LIKE 'Customer %%' AND id %% 2 = 0 AND dormant IS NOT TRUE"""
MISSED = """
    INSERT INTO sales_toolkit_follow_up (lead_id, partner_id, user_id, planned_date, method, goal, state,
           create_uid, create_date, write_uid, write_date)
    SELECT id, partner_id, user_id, current_date - 4, 'phone', 'Ask', 'planned', 1, now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Deal %%' AND id %% 4 = 0;
    UPDATE crm_lead SET next_follow_up_date = current_date - 4 WHERE name LIKE 'Deal %%' AND id %% 4 = 0"""
LATE = """
    INSERT INTO sales_toolkit_follow_up (lead_id, partner_id, user_id, planned_date, method, goal, state,
    done_at,
           minutes_due, outcome, create_uid, create_date, write_uid, write_date)
    SELECT id, partner_id, user_id, current_date - 9, 'phone', 'Ask', 'done', now() - interval '9 days',
           now() - interval '8 days', 'x', 1, now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Deal %%' AND id %% 5 = 0"""
MEETINGS = """
    INSERT INTO calendar_event (name, start, stop, active, user_id, opportunity_id, privacy, show_as,
           create_uid, create_date, write_uid, write_date)
    SELECT 'Meeting ' || id, now() - interval '1 day', now() - interval '23 hours', true, user_id, id,
    'public',
           'busy', 1, now(), 1, now()
      FROM crm_lead WHERE name LIKE 'Deal %%' AND id %% 10 = 6"""
REVIEWS = """
    INSERT INTO sales_toolkit_review (partner_id, kind, state, submitted_at, submitted_by, reviewer_id,
    create_uid, create_date,
           write_uid, write_date)
    SELECT id, 'registration', 'pending', now(), user_id, %(gone)s, 1, now(), 1, now()
      FROM res_partner WHERE name LIKE 'Customer %%' AND id %% 13 = 0;
    UPDATE res_partner SET review_state = 'pending' WHERE name LIKE 'Customer %%' AND id %% 13 = 0"""
ERASURES = """
    INSERT INTO sales_toolkit_erasure (partner_id, reason, state, dormant_since, proposed_on, due_date,
           create_uid, create_date, write_uid, write_date)
    SELECT id, 'retention', 'proposed', dormant_since, current_date - 40, current_date - 1, 1, now(), 1, now()
      FROM res_partner WHERE name LIKE 'Customer %%' AND id %% 2 = 0 AND dormant"""
WALKS = """
    INSERT INTO sales_toolkit_completeness_walk (kind, last_id) VALUES ('company', 0), ('person', 0)
        ON CONFLICT DO NOTHING"""


def populate(env, rows):
    """Customers, and opportunities of every second one. Returns how many there are."""
    users, leader, gone = _people(env)
    company = env.company
    company.write({"retention_months": 36, "customer_reviewer_id": leader.id})
    closed = population_closed.prepare(env, leader, gone)
    env.flush_all()
    env.cr.execute("SET LOCAL session_replication_role = replica")
    stage = env["crm.stage"].search([], limit=1)
    values = {"rows": rows, "users": users.ids, "number": len(users), "company": company.id,
              "stage": stage.id, "gone": gone.id, **closed}  # fmt: skip
    statements = (PARTNERS, LEADS, MISSED, LATE, MEETINGS, REVIEWS, ERASURES, WALKS)
    for statement in (*statements, *population_closed.STATEMENTS):
        env.cr.execute(statement, values)
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    env.invalidate_all()
    return {
        "day": str(fields.Date.today()),
        "leads": env["crm.lead"].search_count([("name", "like", "Deal ")]),
    }


def _people(env):
    rep = env.ref("sales_team.group_sale_salesman")
    lead = env.ref("sales_team.group_sale_salesman_all_leads")

    def person(name, group):
        return {"name": name, "login": name, "email": f"{name}@proof.example", "tz": "Asia/Shanghai",
                "group_ids": [(6, 0, group.ids)]}  # fmt: skip

    users = env["res.users"].create([person(f"rep{number}", rep) for number in range(PEOPLE)])
    leader, gone = env["res.users"].create([person("leader", lead), person("gone", lead)])
    team = env["crm.team"].create({"name": "Proof", "user_id": leader.id})
    env["crm.team.member"].create([{"crm_team_id": team.id, "user_id": user.id} for user in users])
    gone.active = False
    return users, leader, gone
