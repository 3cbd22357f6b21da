"""Shows where a team's leads stand, and where they would stand with the toolkit's stages (O6)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.shared.arguments import need_one
from ..rules.pipeline import corresponding, original

DIRECTIONS = [("take", "Use the toolkit's stages"), ("leave", "Go back to other stages")]


class Pipeline(models.TransientModel):
    """Asks for each stage of a team which one its leads go to. Nothing happens before it is confirmed."""

    _name = "sales_toolkit.pipeline"
    _description = "Use the Toolkit's Stages"

    team_id = fields.Many2one(
        "crm.team", string="Sales Team", required=True, help="Whose leads move. Other teams keep theirs."
    )
    direction = fields.Selection(
        DIRECTIONS, string="What to Do", required=True, default="take", help="There, or back again."
    )
    line_ids = fields.One2many(
        "sales_toolkit.pipeline.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        help="Where the team's leads stand now, and where they go.",
    )
    preview = fields.Text(
        "Result", compute="_compute_preview", help="How many leads stand in which stage afterwards."
    )

    @api.depends("team_id", "direction")
    def _compute_line_ids(self):
        for wizard in self:
            lines = wizard._propose_lines() if wizard.team_id else []
            wizard.line_ids = [Command.clear(), *(Command.create(line) for line in lines)]

    @api.depends("line_ids.target_id", "line_ids.stage_to_id", "team_id", "direction")
    def _compute_preview(self):
        for wizard in self:
            totals = {}
            for stage, count in wizard._count_after():
                totals[stage] = totals.get(stage, 0) + count
            order = sorted(totals, key=lambda stage: (stage.sequence, stage.id))
            rows = [wizard.env._("%(stage)s: %(count)s", stage=row.name, count=totals[row]) for row in order]
            wizard.preview = "\n".join(rows)

    def _count_after(self):
        """[(stage, leads)] once it is confirmed."""
        if not self.team_id:
            return []
        counts = {stage: sum(pair) for stage, pair in self.team_id.get_stage_counts().items()}
        moved = {line.stage_id: line.target_id or line.stage_to_id for line in self.line_ids}
        own = self.team_id.get_toolkit_stages()
        if self.direction == "leave":
            return [(moved.get(stage) or stage, count) for stage, count in counts.items()]
        templates = [
            (template, 0)
            for template in self.env["sales_toolkit.pipeline_stage"].search([("active", "=", True)])
        ]
        there = [(stage.pipeline_stage_id, counts.get(stage, 0)) for stage in own]
        going = [(target, counts.get(stage, 0)) for stage, target in moved.items() if target]
        return [*templates, *there, *going]

    # Proposing ------------------------------------------------------------------------------------------

    def _propose_lines(self):
        team = self.team_id
        own = team.get_toolkit_stages()
        others = team.get_other_stages()
        standing = team.get_stage_counts().keys()
        if self.direction == "leave":
            # stages without leads need no answer
            return self._propose([stage for stage in standing if stage in own], own, others, "stage_to_id")
        targets = self.env["sales_toolkit.pipeline_stage"].search([("active", "=", True)])
        stages = [stage for stage in standing if stage not in own]
        known = others | others.browse(stage.id for stage in stages)
        return self._propose(
            stages, known.sorted(lambda stage: (stage.sequence, stage.id)), targets, "target_id"
        )

    def _propose(self, stages, known, targets, name):
        """Each goes to the one of the same name, or else to the one at the same place; won to won."""
        names = {target.name.strip().lower(): target for target in targets}
        lines = []
        for stage in stages:
            peers = known.filtered(lambda peer, stage=stage: peer.is_won == stage.is_won)
            fitting = targets.filtered(lambda target, stage=stage: target.is_won == stage.is_won)
            target = names.get(stage.name.strip().lower(), targets.browse())
            if fitting and not target & fitting:
                place = peers.ids.index(stage.id)
                if self.direction == "take":
                    target = fitting[corresponding(place, len(peers), len(fitting))]
                else:
                    target = fitting[original(place, len(fitting), len(peers))]
            lines.append({"stage_id": stage.id, name: target.id})
        return lines

    # Doing it -------------------------------------------------------------------------------------------

    def action_apply(self):
        """Move the team's leads as the lines say.

        :raise AccessError: when the user may not change the team
        :raise UserError: when a stage has no answer, or won deals would be open ones
        """
        need_one(self)
        self.check_access("write")
        team = self.team_id
        targets = {
            line.stage_id: line.target_id if self.direction == "take" else line.stage_to_id
            for line in self.line_ids
        }
        if not all(targets.values()):
            raise UserError(self.env._("Say for each stage where its leads go."))
        if self.direction == "take":
            team.take_toolkit_stages(targets)
        else:
            team.leave_toolkit_stages(targets)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The stages of the team %s are as chosen.", team.name),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class PipelineLine(models.TransientModel):
    _name = "sales_toolkit.pipeline.line"
    _description = "Stage of a Team"
    _order = "id"

    wizard_id = fields.Many2one("sales_toolkit.pipeline", required=True, ondelete="cascade")
    stage_id = fields.Many2one("crm.stage", string="Stage Now", required=True, ondelete="cascade")
    is_won = fields.Boolean(related="stage_id.is_won", help="Deals in this stage are won.")
    open_count = fields.Integer("Open", compute="_compute_counts", help="Open leads and opportunities.")
    closed_count = fields.Integer("Closed", compute="_compute_counts", help="Won, lost or archived.")
    target_id = fields.Many2one(
        "sales_toolkit.pipeline_stage",
        string="Goes To",
        domain="[('is_won', '=', is_won)]",
        ondelete="cascade",
        help="The toolkit's stage that the leads go to.",
    )
    stage_to_id = fields.Many2one(
        "crm.stage",
        string="Goes Back To",
        ondelete="cascade",
        domain="[('is_won', '=', is_won), '|', ('team_ids', '=', False), ('team_ids', 'in', parent.team_id)]",
        help="The stage that the leads go back to.",
    )

    @api.depends("stage_id", "wizard_id.team_id")
    def _compute_counts(self):
        for team, lines in self.grouped(lambda line: line.wizard_id.team_id).items():
            counts = team.get_stage_counts() if team else {}
            for line in lines:
                line.open_count, line.closed_count = counts.get(line.stage_id, (0, 0))
