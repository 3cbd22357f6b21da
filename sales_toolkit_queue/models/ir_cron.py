"""The toolkit's scheduled actions as jobs: the scheduler hands them over, a worker does them."""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from odoo.addons.base.models.ir_cron import CompletionStatus
from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError
from odoo.addons.queue_job.jobrunner.runner import PG_ADVISORY_LOCK_ID

OURS = "sales_toolkit%"
BUSY_SECONDS = 5


class IrCron(models.Model):
    _inherit = "ir.cron"

    is_toolkit_action = fields.Boolean(compute="_compute_is_toolkit_action")
    never_as_job = fields.Boolean(
        "Never as a Job",
        help="The scheduler does this action itself, as if there were no queue. Otherwise it hands the action"
        " to the job queue whenever a job runner is there to take it.",
    )

    def _compute_is_toolkit_action(self):
        domain = [("model", "=", "ir.cron"), ("module", "=like", OURS), ("res_id", "in", self.ids)]
        # sudo: only which add-on an action came with
        ours = self.env["ir.model.data"].sudo()._read_group(domain, ["res_id"])
        ids = {id_ for [id_] in ours}
        for action in self:
            action.is_toolkit_action = action.id in ids

    # The scheduler ------------------------------------------------------------------------------------

    @classmethod
    def _process_job(cls, cron_cr, job):
        """Hand over what is for the queue; all else, and what comes out of the queue, is done here."""
        action = api.Environment(cron_cr, SUPERUSER_ID, {})[cls._name].browse(job["id"])
        if job.get("as_job") or not action._is_for_queue():
            return super()._process_job(cron_cr, job)
        return action._hand_over(job)

    @classmethod
    def _run_job(cls, job):
        """Note how it ended, for who reads the list of jobs."""
        job["status"] = super()._run_job(job)
        return job["status"]

    def _is_for_queue(self):
        """Whether a job does this action: never where nobody would take the job."""
        return self.is_toolkit_action and not self.never_as_job and self._is_runner_there()

    @api.model
    def _is_runner_there(self):
        """Whether a job runner serves this database: it holds a lock in it for as long as it lives."""
        query = SQL(
            """SELECT EXISTS (
                   SELECT FROM pg_locks
                    WHERE locktype = 'advisory' AND granted AND objsubid = 1
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND classid::bigint = %s AND objid::bigint = %s)""",
            PG_ADVISORY_LOCK_ID >> 32,
            PG_ADVISORY_LOCK_ID & 0xFFFFFFFF,
        )
        return self.env.execute_query(query)[0][0]

    def _hand_over(self, job):
        """One job, however often the action is due before a worker takes it.

        In the transaction that has locked the action: the job is seen when the action is free again.
        """
        self._clear_schedule(job)
        self._reschedule_later(job)
        key = f"sales_toolkit_queue:{self.id}"
        self.with_delay(identity_key=key, description=job["cron_name"])._do_as_job()

    # The worker ---------------------------------------------------------------------------------------

    def _do_as_job(self):
        """What the scheduler would do in one go: batches, each its own transaction, for some seconds.

        What is left then is another job, behind those that wait. A worker that is killed loses the batch
        that it was at, which the next one begins again.
        """
        if not self.exists():
            return
        with self.pool.cursor() as cr:
            action = self.with_env(self.env(cr=cr))
            job = action._acquire_one_job(cr, self.id, include_not_ready=True)
            if not job:
                # by hand, or by a worker that was believed dead
                busy = self.env._("It is being done already.")
                raise RetryableJobError(busy, seconds=BUSY_SECONDS, ignore_retry=True)
            job |= {"as_job": True, "status": CompletionStatus.FAILED}  # until it has ended
            action._process_job(cr, job)
            if job["status"] == CompletionStatus.PARTIALLY_DONE and job["active"] and action._is_for_queue():
                action._hand_over(job)
        if job["status"] == CompletionStatus.FAILED:
            # it has been counted as a failure; the list of jobs shows it too, without a word of the data
            raise FailedJobError(self.env._("%s failed: see the server's log.", job["cron_name"]))
