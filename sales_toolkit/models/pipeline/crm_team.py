"""A team takes the toolkit's stages, or leaves them again (O6)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..shared.arguments import need_one


class CrmTeam(models.Model):
    _inherit = "crm.team"

    def action_choose_toolkit_stages(self):
        """Open the wizard that shows where this team's deals would stand."""
        need_one(self)
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id("sales_toolkit.pipeline_action")
        return {**action, "context": {"default_team_id": self.id}}

    # What there is --------------------------------------------------------------------------------------

    @api.private
    def get_toolkit_stages(self):
        """This team's own stages that were made from the toolkit's."""
        self.ensure_one()
        stages = self.env["crm.stage"].search(
            [("pipeline_stage_id", "!=", False), ("team_ids", "in", self.ids)]
        )
        return stages.filtered(lambda stage: stage.team_ids == self)

    @api.private
    def get_stage_counts(self):
        """{stage: (open, closed)}: how many leads of this team stand where, in the order of the stages."""
        self.ensure_one()
        self.env["crm.lead"].flush_model(["stage_id", "team_id", "active", "won_status"])
        # who may change the team may know how many leads it has; nothing else leaves this
        rows = self.env.execute_query(
            SQL(
                """SELECT stage_id, count(*) FILTER (WHERE active AND won_status = 'pending'), count(*)
                     FROM crm_lead WHERE team_id = %s AND stage_id IS NOT NULL GROUP BY stage_id""",
                self.id,
            )
        )
        counts = {stage_id: (pending, total - pending) for stage_id, pending, total in rows}
        stages = self.env["crm.stage"].browse(counts).sorted(lambda stage: (stage.sequence, stage.id))
        return {stage: counts[stage.id] for stage in stages}

    @api.private
    def get_other_stages(self):
        """The stages that this team can use besides the toolkit's, in their order."""
        self.ensure_one()
        usable = ["|", ("team_ids", "=", False), ("team_ids", "in", self.ids)]
        return self.env["crm.stage"].search(usable, order="sequence, id") - self.get_toolkit_stages()

    # Taking and leaving ---------------------------------------------------------------------------------

    @api.private
    def take_toolkit_stages(self, mapping):
        """Give this team the toolkit's stages, and move its leads.

        :param mapping: {crm.stage: the toolkit's stage that its leads go to}
        :raise UserError: when leads stand in a stage that is not named, or won deals would be open ones
        """
        self.ensure_one()
        self.check_access("write")
        self._check_mapping(mapping, self.get_toolkit_stages())
        stages = self._create_toolkit_stages()
        self._move_leads({old: stages[new] for old, new in mapping.items() if old != stages[new]})

    @api.private
    def leave_toolkit_stages(self, mapping):
        """Move this team's leads to other stages, and delete its stages that were made from the toolkit's.

        :param mapping: {crm.stage: crm.stage}
        :raise UserError: as ``take_toolkit_stages()``
        """
        self.ensure_one()
        self.check_access("write")
        own = self.get_toolkit_stages()
        self._check_mapping(
            mapping, self.get_other_stages() | (self.env["crm.stage"].search([("id", "not in", own.ids)]))
        )
        if any(target in own or target not in self.get_other_stages() for target in mapping.values()):
            raise UserError(
                self.env._("Choose stages that the team %s can use without the toolkit.", self.name)
            )
        self._move_leads(mapping)
        own.unlink()

    def _check_mapping(self, mapping, settled):
        """All leads go somewhere, and who is won stays won."""
        for stage in self.get_stage_counts():
            if stage not in settled and not mapping.get(stage):
                raise UserError(self.env._("Say where the leads in the stage “%s” go.", stage.name))
        for stage, target in mapping.items():
            if stage.is_won != target.is_won:
                raise UserError(
                    self.env._(
                        "“%(old)s” can't become “%(new)s”: won deals stay won, and all others are not.",
                        old=stage.name,
                        new=target.name,
                    )
                )

    def _create_toolkit_stages(self):
        """{toolkit stage: this team's}; those that are missing are made, before all others of the team."""
        templates = self.env["sales_toolkit.pipeline_stage"].search([("active", "=", True)])
        stages = {stage.pipeline_stage_id: stage for stage in self.get_toolkit_stages()}
        missing = templates.filtered(lambda template: template not in stages)
        first = min([0, *self.get_other_stages().mapped("sequence")]) - len(templates)
        for template in missing:
            place = templates.ids.index(template.id)
            stages[template] = template._create_stage(self, first + place)
        return stages

    def _move_leads(self, mapping):
        """Another name for where the leads stand: for the customers nothing has happened.

        SQL, so that 100,000 leads are one statement, and no message, activity, automation, probability or
        date of the last move is touched; archived and closed ones go along. The rights on the team were
        checked; nothing of the leads is shown.
        """
        if not mapping:
            return
        leads = self.env["crm.lead"]
        leads.flush_model()
        pairs = [[stage.id for stage in mapping], [stage.id for stage in mapping.values()]]
        self.env.cr.execute(
            SQL(
                """UPDATE crm_lead SET stage_id = moved.target, write_uid = %s, write_date = %s
                     FROM unnest(%s::int[], %s::int[]) AS moved (source, target)
                    WHERE team_id = %s AND stage_id = moved.source""",
                self.env.uid,
                fields.Datetime.now(),
                *pairs,
                self.id,
            )
        )
        leads.invalidate_model(flush=False)
        self._copy_frequencies(pairs)

    def _copy_frequencies(self, pairs):
        """What the ERP's forecast has learned about the team's old stages holds for the new ones."""
        frequencies = self.env["crm.lead.scoring.frequency"].sudo()  # sudo: counts only, kept by the ERP
        frequencies.flush_model()
        self.env.cr.execute(
            SQL(
                """INSERT INTO crm_lead_scoring_frequency
                          (variable, value, team_id, won_count, lost_count,
                           create_uid, create_date, write_uid, write_date)
                   SELECT 'stage_id', moved.target::text, %(team)s, max(known.won_count),
                          max(known.lost_count), %(uid)s, %(now)s, %(uid)s, %(now)s
                     FROM unnest(%(sources)s::int[], %(targets)s::int[]) AS moved (source, target)
                     JOIN crm_lead_scoring_frequency AS known
                       ON known.variable = 'stage_id' AND known.value = moved.source::text
                      AND known.team_id = %(team)s
                    WHERE NOT EXISTS (SELECT 1 FROM crm_lead_scoring_frequency AS there
                                       WHERE there.variable = 'stage_id' AND there.team_id = %(team)s
                                         AND there.value = moved.target::text)
                    GROUP BY moved.target""",
                team=self.id,
                uid=self.env.uid,
                now=fields.Datetime.now(),
                sources=pairs[0],
                targets=pairs[1],
            )
        )
        frequencies.invalidate_model(flush=False)


class PipelineStage(models.Model):
    _inherit = "sales_toolkit.pipeline_stage"

    def _create_stage(self, team, sequence):
        """A stage of ``team`` like this one, with its name in each language of the ERP."""
        self.ensure_one()
        stage = self.env["crm.stage"].create(
            {
                "name": self.with_context(lang="en_US").name,
                "requirements": self.requirements,
                "is_won": self.is_won,
                "sequence": sequence,
                "team_ids": [fields.Command.set(team.ids)],
                "pipeline_stage_id": self.id,
            }
        )
        for code, _name in self.env["res.lang"].get_installed():
            stage.with_context(lang=code).name = self.with_context(lang=code).name
        return stage
