"""Finding who a customer may be among 1,000,000 registered ones, beside an equality on an indexed column and
beside a scan of the names.

The names are as in a register: some letters are in many, few trades are in most. That the index is used is
asserted.
"""

import random

from proof.database import temporary

from .table import Row, clock

INDEX = "sales_toolkit_duplicate_key_keys_index"
TIMES, SCANS = 100, 5
PART = 10_000
PATIENCE = 7200
CHARS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
WEIGHTS = [1 / (place + 10) for place in range(len(CHARS))]
TRADES = (
    "科技 贸易 机械 实业 电子 信息技术 机械设备 新材料科技 建设工程 生物医药 商贸 物流 环保科技"
).split()
REGIONS = "江苏 上海 苏州 杭州 北京 深圳 广东 浙江 南京 无锡".split()
FORMS = "有限公司 有限责任公司 股份有限公司 集团有限公司".split()


def compare(layers, partners):
    with temporary(layers, "bench", layers.addon()) as database:
        found = database.call(f"{__name__}.measure_all", partners, timeout=PATIENCE)
    times = {(who, what): [seconds] for who, what, seconds in found}
    of = f"among {partners:,}: {TIMES} times"
    rows = []
    for who in ("known", "new"):
        equal, scan = times[who, "equality"], [TIMES * seconds for seconds in times[who, "scan"]]
        rows += [
            Row(f"phone of a {who} customer {of}, beside an indexed equality", times[who, "phone"], equal),
            Row(f"name like that of a {who} one, beside scans", times[who, "name"], scan, 0.1),
            Row(f"all that the form does for a {who} one, beside scans", times[who, "form"], scan),
        ]
    return rows


def measure_all(env, partners):
    """[(who, what, seconds of TIMES look-ups; of one scan)]"""
    random.seed(15)
    # made in one go when all are there: row by row it takes an hour
    env.cr.execute("SELECT pg_get_indexdef(%s::regclass)", [INDEX])
    [definition] = env.cr.fetchone()
    env.cr.execute(f"DROP INDEX {INDEX}")
    for start in range(0, partners, PART):
        _fill(env, min(PART, partners - start))
    env.cr.execute(definition)
    env.cr.execute("UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL")
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.execute(
        "SELECT name, phone FROM res_partner TABLESAMPLE SYSTEM (1) WHERE phone IS NOT NULL LIMIT %s", [TIMES]
    )
    known = env.cr.fetchall()
    new = [(_company_name(), f"+86137{random.randrange(10**8):08}") for _row in known]
    _assert_index(env, known[0])
    found = []
    for who, rows in (("known", known), ("new", new)):
        for what, look_up, chosen in (
            ("equality", _equality, rows), ("phone", _by_key("phone"), rows), ("name", _by_key("name"), rows),
            ("form", _form, rows), ("scan", _scan, rows[:SCANS]),
        ):  # fmt: skip
            look_up(env, chosen[0])
            with clock(taken := []):
                for row in chosen:
                    look_up(env, row)
            found.append([who, what, taken[0] / (SCANS if what == "scan" else 1)])
    return found


def _fill(env, number):
    from odoo.addons.sales_toolkit.rules.duplicates import Identity, find_keys

    rows = [(_company_name(), f"+86139{random.randrange(10**8):08}") for _number in range(number)]
    env.cr.execute(
        """INSERT INTO res_partner (name, complete_name, phone, phone_sanitized, is_company, active,
                                    registered_on, type)
           SELECT name, name, phone, phone, true, true, now(), 'contact'
             FROM unnest(%s, %s) AS row (name, phone) RETURNING id""",
        [list(column) for column in zip(*rows, strict=True)],
    )
    ids = [id_ for [id_] in env.cr.fetchall()]
    keys = [sorted(find_keys(Identity(name=name, phones=frozenset({phone})))) for name, phone in rows]
    env.cr.execute(
        "INSERT INTO sales_toolkit_duplicate_key (partner_id, keys, to_check) VALUES "
        + ",".join(["(%s, %s, false)"] * len(ids)),
        [value for pair in zip(ids, keys, strict=True) for value in pair],
    )
    env.cr.commit()


def _company_name():
    letters = "".join(random.choices(CHARS, WEIGHTS, k=random.choice((2, 2, 3, 4))))
    return random.choice(REGIONS) + letters + random.choice(TRADES) + random.choice(FORMS)


def _assert_index(env, row):
    from odoo.tools import SQL

    keys = list(_find_keys(row))
    query = env["sales_toolkit.duplicate_key"]._select_sharing(SQL("%s::int8[]", keys), SQL("true"))
    plan = "\n".join(line for [line] in env.execute_query(SQL("EXPLAIN %s", query)))
    assert INDEX in plan, plan


def _find_keys(row, kind=None):
    from odoo.addons.sales_toolkit.rules.duplicates import Identity, find_keys

    keys = find_keys(Identity(name=row[0], phones=frozenset({row[1]})))
    return [key for key, why in keys.items() if kind in (None, why)]


def _by_key(kind):
    return lambda env, row: env["sales_toolkit.duplicate_key"].find_candidates(
        _find_keys(row, kind), env.company
    )


def _form(env, row):
    env.invalidate_all()
    partner = env["res.partner"].new({"name": row[0], "phone": row[1], "is_company": True})
    return partner.duplicate_hints


def _equality(env, row):
    env.cr.execute("SELECT id FROM res_partner WHERE name = %s", [row[0]])
    env.cr.fetchall()


def _scan(env, row):
    """What finds likenesses without keys: the names that have the letters of the company in them."""
    env.cr.execute("SELECT id FROM res_partner WHERE name LIKE %s", [f"%{row[0][2:4]}%"])
    env.cr.fetchall()
