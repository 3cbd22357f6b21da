"""A database of the size to think of: 1,000,000 partners, a fifth of them registered customers."""

from odoo.tools import SQL

SALESPEOPLE = 50
# What the registered ones have
OURS = {
    "registered_on": "current_date - 30",
    "review_state": "'approved'",
    "need_description": "'a need'",
}


def populate(env, partners):
    """Companies with SQL; every fifth is registered, spread over salespeople, and approved."""
    users = _create_salespeople(env)
    # without the triggers of foreign keys, whose plans are made while the table is small
    env.cr.execute("SET LOCAL session_replication_role = replica")
    # in a database without the add-on the same rows, without what is ours
    ours = OURS if "registered_on" in env["res.partner"]._fields else {}
    env.cr.execute(
        SQL(
            """INSERT INTO res_partner
                   (id, commercial_partner_id, name, complete_name, type, is_company, active, user_id,
                    %(columns)s
                    phone, phone_sanitized, email, email_normalized,
                    lang, create_uid, create_date, write_uid, write_date, partner_share)
               SELECT numbers.id, numbers.id, names.name, names.name, 'contact', true, true,
                      CASE WHEN n %% 5 = 0 THEN (%(users)s::int[])[1 + (n / 5) %% %(number)s] END,
                      %(values)s
                      '0512-' || lpad(n::text, 8, '0'), '+86512' || lpad(n::text, 8, '0'),
                      'p' || n || '@bench.example', 'p' || n || '@bench.example',
                      'en_US', 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC', true
                 FROM (SELECT n, nextval('res_partner_id_seq') AS id
                         FROM generate_series(1, %(partners)s) AS n) AS numbers,
                      LATERAL (SELECT substr(md5(n::text), 1, 8) || ' Trading ' || n AS name) AS names""",
            columns=SQL("".join(f"{name}, " for name in ours)),
            values=SQL("".join(f"CASE WHEN n %% 5 = 0 THEN {value} END, " for value in ours.values())),
            users=users.ids,
            number=len(users),
            partners=partners,
        )
    )
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()
    env.invalidate_all()
    return users


def _create_salespeople(env):
    group = env.ref("sales_team.group_sale_salesman")
    return env["res.users"].create(
        [
            {
                "name": f"Salesperson {number}",
                "login": f"bench{number}",
                "email": f"bench{number}@bench.example",
                "tz": "Asia/Shanghai",
                "group_ids": [(6, 0, group.ids)],
            }
            for number in range(SALESPEOPLE)
        ]
    )


def registered(env):
    """Ids of the registered customers, in order."""
    env.cr.execute("SELECT id FROM res_partner WHERE registered_on IS NOT NULL ORDER BY id")
    return [id_ for [id_] in env.cr.fetchall()]


def populate_and_count(env, partners):
    """``populate()`` for a call from another process."""
    return len(populate(env, partners))
