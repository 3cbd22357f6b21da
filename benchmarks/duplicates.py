"""How long it takes to find who a customer may be, among many.

    odoo shell -d DATABASE --no-http < benchmarks/duplicates.py

Makes ROWS registered companies in the database given (an empty one with the add-on; nothing is
committed, but everything stands in the tables until the end), and prints how long a lookup takes beside
one plain equality on an indexed column in the same run, and beside pg_trgm where the database has it.
"""

# ruff: noqa: F821  # env comes from the shell

import os
import random
import statistics
import time

from odoo.addons.sales_toolkit.rules.duplicates import Identity, find_keys

ROWS = int(os.environ.get("ROWS", 1_000_000))
TIMES = 200
random.seed(15)
CHARS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
# as in a register: some letters are in many names, and few trades are in most
WEIGHTS = [1 / (place + 10) for place in range(len(CHARS))]
TRADES = "科技 贸易 机械 实业 电子 信息技术 机械设备 新材料科技 建设工程 生物医药 商贸 物流 环保科技".split()
REGIONS = "江苏 上海 苏州 杭州 北京 深圳 广东 浙江 南京 无锡".split()
FORMS = "有限公司 有限责任公司 股份有限公司 集团有限公司".split()


def company_name():
    return (
        random.choice(REGIONS)
        + "".join(random.choices(CHARS, WEIGHTS, k=random.choice((2, 2, 3, 4))))
        + random.choice(TRADES)
        + random.choice(FORMS)
    )


def fill(cr):
    start = time.perf_counter()
    for first in range(0, ROWS, 10_000):
        names = [company_name() for _ in range(10_000)]
        phones = [f"+86139{random.randrange(10**8):08}" for _ in names]
        cr.execute(
            """INSERT INTO res_partner (name, complete_name, phone, phone_sanitized, is_company, active,
                                        registered_on, type)
               SELECT name, name, phone, phone, true, true, now(), 'contact'
               FROM unnest(%s, %s) AS row (name, phone) RETURNING id""",
            [names, phones],
        )
        ids = [id_ for [id_] in cr.fetchall()]
        keys = [
            sorted(find_keys(Identity(name=name, phones=frozenset({phone}))))
            for name, phone in zip(names, phones, strict=True)
        ]
        cr.execute(
            "INSERT INTO sales_toolkit_duplicate_key (partner_id, keys, to_check) VALUES "
            + ",".join(["(%s, %s, false)"] * len(ids)),
            [value for pair in zip(ids, keys, strict=True) for value in pair],
        )
        if first % 100_000 == 0:
            print(f"{first + 10_000:>9} rows after {time.perf_counter() - start:.0f} s", flush=True)
    cr.execute("UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL")
    cr.execute("ANALYZE res_partner")
    cr.execute("ANALYZE sales_toolkit_duplicate_key")


def timed(label, function, values):
    took = []
    for value in values:
        start = time.perf_counter()
        function(value)
        took.append(1000 * (time.perf_counter() - start))
    took.sort()
    print(
        f"{label:<48} median {statistics.median(took):8.2f} ms   95 % {took[int(0.95 * len(took))]:8.2f} ms"
    )


def run(env):
    cr = env.cr
    fill(cr)
    cr.execute("SELECT count(*) FROM sales_toolkit_duplicate_key")
    print("customers with keys:", cr.fetchone()[0])
    cr.execute("SELECT pg_size_pretty(pg_relation_size('sales_toolkit_duplicate_key')), "
               "pg_size_pretty(pg_indexes_size('sales_toolkit_duplicate_key'))")  # fmt: skip
    print("table and indexes of the keys:", *cr.fetchone())
    table, company = env["sales_toolkit.duplicate_key"].sudo(), env.company
    cr.execute(
        "SELECT name, phone FROM res_partner TABLESAMPLE SYSTEM (1) WHERE phone IS NOT NULL LIMIT %s", [TIMES]
    )
    known = cr.fetchall()
    new = [(company_name(), f"+86137{random.randrange(10**8):08}") for _ in known]

    def look_up(kind):
        def find(row):
            keys = find_keys(Identity(name=row[0], phones=frozenset({row[1]})))
            table.find_candidates([key for key, why in keys.items() if why == kind], company)

        return find

    def whole(row):
        env.invalidate_all()
        partner = env["res.partner"].new({"name": row[0], "phone": row[1], "is_company": True})
        return partner.duplicate_hints

    def equality(row):
        cr.execute("SELECT id FROM res_partner WHERE name = %s", [row[0]])
        cr.fetchall()

    def trigram(row):
        cr.execute("SELECT id FROM res_partner WHERE name %% %s LIMIT 20", [row[0]])
        cr.fetchall()

    equality(known[0])
    for what, rows in (("known", known), ("new", new)):
        timed(f"{what}: plain equality, indexed column", equality, rows)
        timed(f"{what}: phone, by key", look_up("phone"), rows)
        timed(f"{what}: similar name, by key", look_up("name"), rows)
        timed(f"{what}: all the form does (keys, rows, comparison)", whole, rows)
    if env.registry.has_trigram and os.environ.get("TRIGRAM"):
        start = time.perf_counter()
        cr.execute("CREATE INDEX ON res_partner USING gin (name gin_trgm_ops)")
        print(f"pg_trgm index made in {time.perf_counter() - start:.0f} s")
        timed("known: similar name, pg_trgm", trigram, known[:50])


run(env)
env.cr.rollback()
