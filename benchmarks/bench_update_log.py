"""Writing ten items of 1,000 customers, with their update records, beside the same fields without a log.

The reference are partners that are not registered: the same table, the same fields, nothing recorded.
"Core" rows
have the ERP's own tracking of the same ten fields as ours, beside the same reference.
"""

from .table import Row, clock

NUMBER = 1000
ROUNDS = 3
ITEMS = (
    "need_description",
    "pain_points",
    "main_business",
    "function",
    "street",
    "city",
    "website",
    "vat",
    "phone",
    "ref",
)


def measure(env):
    logged, plain = _partners(env, True), _partners(env, False)
    rows = [
        Row(f"ten items on {NUMBER:,}, one by one", *_both(env, logged, plain, _one_by_one), 2.0),
        Row(f"ten items on {NUMBER:,}, in one batch", *_both(env, logged, plain, _batch), 3.0),
        Row(f"ten items on {NUMBER:,}, each committed", *_both(env, logged, plain, _committed), 1.4),
        Row(f"create {NUMBER:,} with ten items", *_create(env), 1.5),
    ]
    _track(env, True)
    try:
        rows += [
            Row("core's tracking, one by one", *_both(env, plain, plain, _one_by_one, tracked=True)),
            Row("core's tracking, in one batch", *_both(env, plain, plain, _batch, tracked=True)),
        ]
    finally:
        _track(env, False)
    return rows


def _values(number):
    return {name: f"{name} {number}" for name in ITEMS}


def _partners(env, registered):
    values = {"is_company": True, "registered_on": "2024-03-15" if registered else False}
    partners = env["res.partner"].create([{**values, "name": f"Log {number}"} for number in range(NUMBER)])
    env.cr.commit()
    return partners


def _both(env, ours, reference, write, tracked=False):
    times, others = [], []
    for round_ in range(ROUNDS):
        for partners, taken, context in (
            (ours, times, {}),
            (reference, others, {"tracking_disable": tracked}),
        ):
            env.invalidate_all()
            with clock(taken):
                write(env, partners.with_context(**context), round_)
                env.cr.flush()
                env.cr.commit()
    return times, others


def _one_by_one(env, partners, round_):
    for partner in partners:
        partner.write(_values(f"{round_} {partner.id}"))
        env.cr.flush()


def _batch(_env, partners, round_):
    partners.write(_values(f"batch {round_}"))


def _committed(env, partners, round_):
    for partner in partners:
        partner.write(_values(f"commit {round_} {partner.id}"))
        env.cr.commit()


def _create(env):
    times, others = [], []
    for round_ in range(ROUNDS):
        for registered, taken in (("2024-03-15", times), (False, others)):
            values = {"is_company": True, "registered_on": registered, "name": "New"}
            with clock(taken):
                env["res.partner"].create(
                    [values | _values(f"{round_} {number}") for number in range(NUMBER)]
                )
                env.cr.commit()
    return times, others


def _track(env, on):
    """The ERP's tracking of the same fields, in this process only."""
    for name in ITEMS:
        env["res.partner"]._fields[name].tracking = 100 if on else None
    env.registry.clear_all_caches()
