"""A team with something of everything, made by hand; and every figure compared with its records."""

from datetime import timedelta

from odoo import fields

from common_grading import GradingCase

BOARD = "sales_toolkit.team_board"


class TeamBoardCase(GradingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        teams = cls.env["crm.team"].search([("name", "in", ("East", "West"))], order="id desc", limit=2)
        cls.east = teams.filtered(lambda team: team.name == "East")
        cls.west = teams - cls.east
        # the board is about these two teams alone
        cls.env["crm.lead"].search([]).action_archive()

    def deal(self, grade="a", **values):
        """As for grades, entered by whose it is."""
        user = values.get("user_id", self.rep.id)
        lead = self.env["crm.lead"].with_user(user).create(self.deal_values(grade, **values))
        self.settle()
        return lead.with_user(self.rep)

    def board(self, user=None, team=None, period="month"):
        self.settle()
        return self.env[BOARD].with_user(user or self.leader).get(team, period)

    def figures(self, board):
        """[(where, figure)] of all figures on a board."""
        for tile in board["tiles"]:
            yield from ((tile["key"], figure) for figure in tile["figures"])
        for name in ("pipeline", "cadence"):
            for row in board[name]["rows"]:
                yield from ((f"{name} {row['label']}", figure) for figure in row["cells"])
        for row in board["reps"]["rows"]:
            yield from ((f"{row['label']} {key}", figure) for key, figure in row["figures"].items())

    def assertOpens(self, board, user=None):
        """Each figure says how many records its list has, for the same user."""
        checked = {}
        for where, figure in self.figures(board):
            metric = board["metrics"][figure["metric"]]
            domain = [tuple(leaf) if isinstance(leaf, list) else leaf for leaf in metric["domain"]]
            domain += figure["domain"]
            found = self.env[metric["model"]].with_user(user or self.leader).search_count(domain)
            self.assertEqual(found, figure["count"], f"{where}: {figure}")
            checked.setdefault(figure["metric"], 0)
            checked[figure["metric"]] += figure["count"]
        return checked

    def tile(self, board, key):
        """The figures of a tile: {label: (count, value)}."""
        [tile] = [tile for tile in board["tiles"] if tile["key"] == key]
        return {figure["label"]: (figure["count"], figure.get("value")) for figure in tile["figures"]}

    def rep_row(self, board, user):
        [row] = [row for row in board["reps"]["rows"] if row["user_id"] == user.id]
        return {key: (figure["count"], figure.get("value")) for key, figure in row["figures"].items()}

    # What there is --------------------------------------------------------------------------------------

    def contacts(self, lead, on_time=1, late=0, day=None):
        """Planned contacts that were done, and others that were missed."""
        day = day or self.rep.get_today().replace(day=1)
        rows = [("done", fields.Datetime.to_datetime(day))] * on_time + [("missed", None)] * late
        return (
            self.env["sales_toolkit.follow_up"]
            .sudo()
            .insert_rows(
                [
                    {
                        "lead_id": lead.id,
                        "user_id": lead.user_id.id,
                        "team_id": lead.team_id.id,
                        "grade": "a",
                        "state": state,
                        "planned_date": day,
                        "slot_date": day,
                        "done_at": done_at,
                    }
                    for state, done_at in rows
                ]
            )
        )

    def late_minutes(self, lead):
        rows = self.contacts(lead)
        due = fields.Datetime.now() - timedelta(hours=2)
        rows.store_derived({"minutes_due": due, "slot_date": False})
        return rows

    def stall(self, lead, explained=False):
        stall = self.env["sales_toolkit.stall"].open_for([(lead, "quiet", self.day(-1))])
        if explained:
            cause = self.env.ref("sales_toolkit.stall_cause_budget")
            stall.sudo().write_derived({"cause_id": cause.id, "help_plan": "x", "state": "explained"})
        return stall

    def derived(self, model, **values):
        """A row of a model whose states nobody types."""
        return self.env[model].sudo().with_derivation().create(values).with_env(self.env)

    def scene(self):
        """East: two A deals, a B deal and what hangs on them. West: one of everything that counts there."""
        lead = self.deal(team_id=self.east.id, expected_revenue=1000)
        second = self.deal(team_id=self.east.id, expected_revenue=500)
        third = self.deal("b", team_id=self.east.id, expected_revenue=50)
        away = self.deal(team_id=self.west.id, user_id=self.rep2.id, expected_revenue=7)
        self.env["sales_toolkit.follow_up"].search([]).unlink()
        self.contacts(lead, on_time=3, late=1)
        self.late_minutes(lead)
        self.stall(lead)
        self.stall(second, explained=True)
        self.stall(away)
        self.objection(lead)
        self.objection(third).action_ask_help(self.outsider.id)
        self.env["sales_toolkit.objection"].search([("state", "=", "help")]).sudo().write_derived(
            {"help_due": self.day(-3)}
        )
        self.closing()
        self.customers()
        self.settle()
        return lead, second, third, away

    def objection(self, lead):
        kind = self.env.ref("sales_toolkit.objection_type_price")
        values = {"lead_id": lead.id, "type_id": kind.id, "description": "dear"}
        return self.env["sales_toolkit.objection"].with_user(self.rep).create(values)

    def closed(self):
        """A record for what follows a deal, outside the pipeline: each deal has one of each."""
        values = {"name": "Closed", "type": "lead", "user_id": self.rep.id, "team_id": self.east.id}
        return self.env["crm.lead"].create(values)

    def closing(self):
        self.derived("sales_toolkit.contract", lead_id=self.closed().id, state="submitted")
        self.derived("sales_toolkit.contract", lead_id=self.closed().id, state="draft")
        self.derived("sales_toolkit.handover", lead_id=self.closed().id, state="started")
        self.derived("sales_toolkit.handover", lead_id=self.closed().id, state="queried")
        own = {"user_id": self.rep.id, "team_id": self.east.id, "company_id": self.company.id}
        for state, days in (("draft", -1), ("draft", 2), ("submitted", -5), ("closed", -9)):
            self.derived(
                "sales_toolkit.retrospective",
                lead_id=self.closed().id,
                outcome="won",
                outcome_at=fields.Datetime.now(),
                due_date=self.day(days),
                state=state,
                **own,
            )

    def customers(self):
        full = self.customer(
            "Full", contact_name="Li", contact_phone="0519-88880000", need_description="a laser"
        )
        full.with_user(self.rep).action_submit_for_review()
        bare = self.customer("Bare")
        self.customer("Theirs", self.rep2, user_id=self.rep2.id)
        # today is the leader's
        here = {"tz": self.leader.tz}
        quiet = self.customer("Quiet").sudo().with_context(**here)
        quiet.action_mark_dormant("quiet")
        back = self.customer("Back").sudo().with_context(**here)
        back.action_mark_dormant("quiet")
        back.draft_activation_plans("quiet")
        back.action_wake()
        self.derived(
            "sales_toolkit.data_check",
            partner_id=bare.id,
            user_id=self.rep.id,
            due_date=self.day(-2),
            state="missed",
        )
        return full, bare, quiet, back

    def new_user(self, name, *groups):
        return self.new_users({name: groups})
