"""Arguments that a client may send: what fits, and what does not."""

from hypothesis import strategies as st

TEXTS = ["", " ", "ok", "é漢字😀", "'; DROP TABLE x; --", "<script>x</script>", "%s %(x)s {0}", "\u202e\u200b", "x" * 5000,  # noqa: E501
         "2024-02-30", "1e400", "NaN", "../../etc/passwd", "11010519491231002X", "None", "base.user_admin"]  # fmt: skip  # noqa: E501
SHAPES = {"name": TEXTS, "offset": [0, 1], "limit": [None, 1, 0], "order": [None, "id desc"], "groupby": [[], ["id"]],  # noqa: E501
          "aggregates": [["__count"]], "fields_to_export": [["id"], ["display_name", "x"]], "operator": ["ilike", "="],  # noqa: E501
          "fields_list": [["id"]], "load": ["_classic_read"], "having": [[]]}  # fmt: skip
NUMBERS = [
    0,
    -1,
    1,
    2,
    10**9,
    2**31 - 1,
    2**31,
    -(2**31) - 1,
    2**63,
    10**40,
    0.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
]  # noqa: E501

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(NUMBERS),
    st.sampled_from(TEXTS),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20),
    st.integers(-(2**70), 2**70),
)
wild = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from([*TEXTS[:6], "id", "1"]), inner, max_size=3),
    ),
    max_leaves=8,
)
deep = st.integers(50, 400).map(lambda depth: _nested(depth))


def _nested(depth):
    value = "end"
    for level in range(depth):
        value = [value] if level % 2 else {"in": value}
    return value


def ids(known, foreign):
    """Ids of records: those that are there, other companies', none, those that are not there, and
    nonsense."""
    there = st.sampled_from(known) if known else st.just(10**8)
    others = st.sampled_from(foreign) if foreign else there
    one = there.map(lambda id_: [id_])
    return st.one_of(
        one, one, one, one,
        others.map(lambda id_: [id_]),
        st.lists(st.one_of(there, others), max_size=4, unique=True),
        st.sampled_from([[], [0], [-1], [10**8], [2**31], [2**70], [False], [None], ["1"], ["x"], [[1]], [{}], 1, "x", None, {}]),  # noqa: E501
    )  # fmt: skip


def field_value(env, field, pool):
    """A value for a field: mostly of its kind."""
    return st.one_of(*[_fitting(env, field, pool)] * 7, wild)


def _fitting(env, field, pool):
    if field.type == "many2one":
        return st.sampled_from([*pool.get(field.comodel_name, []), False, 10**8])
    if field.type in ("one2many", "many2many"):
        known = pool.get(field.comodel_name) or [10**8]
        return st.sampled_from(
            [[], [(6, 0, known[:2])], [(4, known[0])], [(5,)], [(0, 0, {})], [(3, known[0])], [(2, known[0])]]
        )  # noqa: E501
    if field.type == "selection":
        return st.sampled_from([key for key, _label in field._description_selection(env)] or [False])
    simple = {
        "boolean": st.booleans(),
        "integer": st.sampled_from([0, 1, -1, 5, 100, 2**31]),
        "float": st.sampled_from([0, 0.1, -5, 1e12]),
        "monetary": st.sampled_from([0, 1000, -5, 1e12]),
        "date": st.sampled_from(["2026-12-01", "2020-01-01", "9999-12-31", "0001-01-01", False]),
        "datetime": st.sampled_from(["2026-12-01 10:00:00", "2020-01-01 00:00:00", False]),
    }
    return simple.get(field.type, st.sampled_from(TEXTS))


def values_of(env, model, pool, most=4):
    """A dictionary of values for ``create()`` or ``write()``."""
    fields = [name for name in env[model]._fields if name not in ("id", "display_name")]

    def fill(names):
        return st.fixed_dictionaries(
            {name: field_value(env, env[model]._fields[name], pool) for name in names}
        )

    return st.lists(st.sampled_from(fields), max_size=most, unique=True).flatmap(fill)


def argument(env, method, name, pool):
    """One argument by its name: what the name promises, or anything.

    To the ways in that every model has, only what has the right shape: with a list for a dictionary the
    ERP's own
    models fail in the same way.
    """
    model = method.model
    promised = {
        "vals": values_of(env, model, pool),
        "values": values_of(env, model, pool),
        "changes": values_of(env, "res.partner", pool),
        "vals_list": st.lists(values_of(env, model, pool), max_size=2),
        "seen_versions": st.dictionaries(st.sampled_from(["1", "2", "x", "-1"]), scalars, max_size=2),
        "method": st.sampled_from(["phone", "visit", "wechat", "email", "x"]),
        "fields_spec": st.sampled_from([{}, {"display_name": {}}]),
        "field_names": st.lists(st.sampled_from([*env[model]._fields, "x"]), max_size=2),
        "default": st.one_of(st.none(), values_of(env, model, pool)),
        "data": st.lists(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=2), max_size=3),
        "how": st.sampled_from(["phone", "visit", "wechat", "email", "x"]),
        "fields": st.lists(st.sampled_from([*env[model]._fields, "x"]), max_size=3),
        "domain": st.sampled_from([[], [("id", ">", 0)], [["x", "=", 1]], [["create_uid.login", "=", "x"]]]),
        "specification": st.sampled_from([{}, {"id": {}}, {"display_name": {}}]),
    }
    if not method.own:
        return promised.get(name, st.sampled_from(SHAPES.get(name, [None])))
    everything = sorted({id_ for known in pool.values() for id_ in known[:3]}) or [1]
    fitting = promised.get(name, st.one_of(st.sampled_from(TEXTS), st.sampled_from(everything)))
    return (
        st.one_of(fitting, fitting, wild, deep) if name in promised else st.one_of(fitting, wild, wild, deep)
    )


def contexts(pool):
    """What clients put into the context; languages and companies are checked by the server itself."""
    people = pool.get("res.partner") or [1]
    return st.one_of(
        st.just({}),
        st.just({}),
        st.fixed_dictionaries({"lang": st.sampled_from(["zh_CN", "en_US"]), "tz": st.just("Asia/Shanghai")}),
        st.fixed_dictionaries({
            "update_reason": wild, "update_channel_id": wild, "derivation": wild,
            "active_model": st.sampled_from(["res.partner", "crm.lead", "x"]),
            "active_id": st.sampled_from([*people[:2], 0, 10**8]),
            "active_ids": st.sampled_from([people[:2], [], [10**8]]),
        }),
        st.fixed_dictionaries({"default_state": wild, "default_user_id": wild, "default_partner_id": wild}),
    )  # fmt: skip
