"""Opening the pipeline's board, beside the same board with the ERP's own fields only."""

from lxml import etree

from .bench_grading import create_deals
from .table import Row, clock, send

PAGE = 80
ROUNDS = 15
AGGREGATES = [
    "expected_revenue:sum",
    "recurring_revenue_monthly:sum",
    "company_currency:array_agg_distinct",
    "expected_revenue:sum_currency",
    "recurring_revenue_monthly:sum_currency",
]


def measure(env):
    """As a salesperson with 300 open deals of all grades opens it."""
    if not env["crm.lead"].search_count([("name", "=like", "Bench %")], limit=1):
        create_deals(env)
    user = env["res.users"].search([("login", "=like", "bench%")], limit=1)
    env.cr.execute(
        "UPDATE crm_lead SET user_id = CASE WHEN id IN "
        "(SELECT id FROM crm_lead WHERE name LIKE 'Bench %%' ORDER BY id LIMIT 300) THEN %(id)s END "
        "WHERE user_id = %(id)s OR id IN "
        "(SELECT id FROM crm_lead WHERE name LIKE 'Bench %%' ORDER BY id LIMIT 300)",
        {"id": user.id},
    )
    env.cr.commit()
    env.invalidate_all()
    leads = env["crm.lead"].with_user(user).with_context(active_test=True)
    ours = _get_fields(leads)
    own = {name for name in ours if "sales_toolkit" in leads._fields[name]._modules}
    times, queries = {True: [], False: []}, {}
    for _round in range(ROUNDS):
        for with_ours in (True, False):
            names = ours if with_ours else ours - own
            env.invalidate_all()
            before = env.cr.sql_log_count
            with clock(times[with_ours]):
                _open(leads, names)
            queries[with_ours] = env.cr.sql_log_count - before
    name = f"open the board: {queries[True]} queries, {queries[False]} without our fields"
    return [Row(name, times[True], times[False], 1.15)]


def _get_fields(leads):
    """The fields that the board's view names."""
    view = leads.env.ref("crm.crm_case_kanban_view_leads")
    arch = etree.fromstring(leads.get_view(view.id, "kanban")["arch"])
    return {node.get("name") for node in arch.iter("field") if node.get("name") in leads._fields}


def _open(leads, names, domain=None):
    """What the web client asks for when a board is opened once more, as its network log shows it, and
    gets."""
    domain = domain or [("user_id", "=", leads.env.uid)]
    domain = [*domain, ("type", "=", "opportunity")]
    leads = leads.with_context(read_group_expand=True, default_type="opportunity", show_user_team_stages=1)
    colors = {"planned": "success", "today": "warning", "overdue": "danger"}
    bar = leads.read_progress_bar(domain, "stage_id", {"field": "activity_state", "colors": colors})
    board = leads.web_read_group(
        domain,
        ["stage_id"],
        AGGREGATES,
        auto_unfold=True,
        opening_info=[],
        unfold_read_specification={name: _specify(leads._fields[name]) for name in names},
        unfold_read_default_limit=PAGE,
        groupby_read_specification={},
    )
    return send(bar), send(board)


def _specify(field):
    return {"fields": {"display_name": {}}} if field.relational else {}
