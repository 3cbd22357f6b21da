"""The facts of a closed opportunity, filled in beforehand (O11): the deal itself, its stages and grades."""

from odoo import api, fields, models
from odoo.tools import SQL

from ...rules.retrospective import durations, grade_path, percent, to_days
from .retrospective_fact import COLUMNS


class Retrospective(models.Model):
    _inherit = "sales_toolkit.retrospective"

    facts_at = fields.Datetime("Facts as of", readonly=True, help="When the facts were worked out.")
    cycle_days = fields.Float(
        "Cycle (days)",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="From when it became an opportunity to when it was won or lost.",
    )
    team_median_days = fields.Float(
        "Team's Median (days)",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="The median cycle of the team's deals that ended alike within a year, this one included.",
    )
    grade_path = fields.Char("Grades", readonly=True, help="The grades one after the other.")
    grade_change_count = fields.Integer("Changes of Grade", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    first_amount = fields.Monetary(
        "First Quotation",
        readonly=True,
        help="What the first quotation came to; without the Sales app, the first expected revenue.",
    )
    final_amount = fields.Monetary(
        "Agreed", readonly=True, help="What was agreed in the end, or quoted last where the deal was lost."
    )
    has_discount = fields.Boolean(readonly=True, help="Whether both amounts are known.")
    discount = fields.Float(
        "Discount (%)",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="How much less than the first quotation. Negative: more.",
    )
    fact_ids = fields.One2many(
        "sales_toolkit.retrospective_fact", "retrospective_id", string="Facts", readonly=True
    )
    stage_fact_ids = fields.One2many(
        "sales_toolkit.retrospective_fact",
        "retrospective_id",
        string="Days per Stage",
        readonly=True,
        domain=[("kind", "=", "stage")],
    )
    grade_fact_ids = fields.One2many(
        "sales_toolkit.retrospective_fact",
        "retrospective_id",
        string="Days per Grade",
        readonly=True,
        domain=[("kind", "=", "grade")],
    )

    # Gathering ------------------------------------------------------------------------------------------

    @api.model
    def _get_fact_parts(self):
        """The parts that the facts come in, each by ``_get_<part>_facts()``. Rooms extend it."""
        return ["cycle", "stage", "grade", "amount", "contact", "objection"]

    @api.private
    def refresh_facts(self):
        """Work the facts of these out anew, in batch; those that were submitted are frozen."""
        # sudo: facts of the deal for those who may see its retrospective; no confidential ones among them
        rows = self.sudo().filtered(lambda row: row.state == "draft")
        if not rows:
            return
        values, lines = {row.id: {"facts_at": fields.Datetime.now()} for row in rows}, []
        for part in rows._get_fact_parts():
            for id_, found in getattr(rows, f"_get_{part}_facts")().items():
                lines += [{"retrospective_id": id_, **line} for line in found.pop("lines", ())]
                values[id_].update(found)
        competitors = {id_: found.pop("competitors", ()) for id_, found in values.items()}
        for row in rows:
            row.store_derived(values[row.id])
        rows._store_lines(lines)
        rows._store_competitors(competitors)

    def _store_lines(self, lines):
        """``lines`` instead of those that are there."""
        facts = self.env["sales_toolkit.retrospective_fact"]
        facts.search([("retrospective_id", "in", self.ids)]).unlink()
        facts.insert_rows([{name: line.get(name) for name in COLUMNS} for line in lines])
        self.invalidate_recordset(["fact_ids", "stage_fact_ids", "grade_fact_ids", "objection_fact_ids"])

    def _store_competitors(self, competitors):
        field = self._fields["competitor_ids"]
        relation, row, competitor = map(SQL.identifier, (field.relation, field.column1, field.column2))
        pairs = sorted({(id_, other) for id_, others in competitors.items() for other in others})
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM %s WHERE %s = ANY(%s)", relation, row, self.ids))
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (%s, %s) SELECT * FROM unnest(%s::int[], %s::int[])",
                relation,
                row,
                competitor,
                [pair[0] for pair in pairs],
                [pair[1] for pair in pairs],
            )
        )
        self.invalidate_recordset(["competitor_ids"], flush=False)

    def action_refresh_facts(self):
        """Work the facts out anew.

        :raise UserError: when one of these was submitted
        """
        self.check_access("read")
        self._check_open()
        self.check_access("write")
        self.refresh_facts()
        return True

    # Stages and grades ----------------------------------------------------------------------------------

    def _get_stage_facts(self):
        events = self.lead_id.get_stage_events()
        # the way there: what comes after the win is none of it
        stages = {stage.id: stage for stage in self.env["crm.stage"].search([("is_won", "!=", True)])}
        facts = {}
        for row in self:
            lasted = durations(events[row.lead_id.id], row.outcome_at)
            known = {stages[id_]: time for id_, time in lasted.items() if id_ in stages}
            lines = self._get_lines("stage", known)
            facts[row.id] = {"lines": [{**line, "stage_id": stage.id} for stage, line in lines.items()]}
        return facts

    def _get_grade_facts(self):
        events = self.lead_id.get_grade_events()
        names = dict(self._fields["grade"]._description_selection(self.env))
        facts = {}
        for row in self:
            own = [event for event in events[row.lead_id.id] if event[0] <= row.outcome_at]
            lines = self._get_lines("grade", durations(own, row.outcome_at), names)
            facts[row.id] = {
                "grade_path": grade_path(grade for _moment, grade in own),
                "grade_change_count": max(len(own) - 1, 0),
                "lines": [{**line, "grade": grade} for grade, line in lines.items()],
            }
        return facts

    @api.model
    def _get_lines(self, kind, lasted, names=None):
        """{what lasted: its line}."""
        whole = sum(map(to_days, lasted.values()))
        return {
            value: {
                "kind": kind,
                "sequence": place,
                "label": names[value] if names else value.name,
                "days": to_days(time),
                "share": percent(to_days(time), whole),
            }
            for place, (value, time) in enumerate(lasted.items())
        }
