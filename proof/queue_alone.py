"""In a shell: the bridge where no job runner is, and what becomes of jobs that cannot be done."""

from contextlib import contextmanager

ACTION = "sales_toolkit.cron_update_grades"


def alone(env):
    """What came of each."""
    from odoo.addons.queue_job.exception import FailedJobError, RetryableJobError
    from odoo.addons.sales_toolkit_queue.hooks import uninstall_hook

    action = env.ref(ACTION)
    found = {"jobs without a runner": _count_jobs(env, action.method_direct_trigger)}
    env.cr.commit()
    with _held(env, action):
        found["while it is being done"] = _error(action, RetryableJobError)
    found["failed"] = _break(env, action, FailedJobError)
    found["failures"] = action.failure_count
    found["switched off"] = _count_jobs(env, lambda: _do_switched_off(action))
    action._hand_over({"id": action.id, "nextcall": action.nextcall, "interval_type": "days",
                       "interval_number": 1, "cron_name": action.cron_name})  # fmt: skip
    env.flush_all()
    found["jobs after uninstalling"] = _count_jobs(env, lambda: uninstall_hook(env)) + 1
    found["triggers"] = env["ir.cron.trigger"].search_count([("cron_id", "=", action.id)])
    return found


def _count_jobs(env, function):
    """How many more there are afterwards."""
    jobs = env["queue.job"]
    before = jobs.search_count([])
    function()
    return jobs.search_count([]) - before


def _error(action, kind):
    try:
        action._do_as_job()
    except kind as error:
        return str(error)
    return None


@contextmanager
def _held(env, action):
    """Somebody runs it by hand."""
    with env.registry.cursor() as cr:
        cr.execute("SELECT FROM ir_cron WHERE id = %s FOR NO KEY UPDATE", [action.id])
        yield


def _break(env, action, kind):
    """Its code is wrong."""
    code = action.code
    action.code = "raise Exception('Budget: 1,000,000')"
    env.cr.commit()
    try:
        return _error(action, kind)
    finally:
        env.cr.rollback()
        action.code = code
        env.cr.commit()


def _do_switched_off(action):
    """A job that was handed over before somebody switched the action off is the last one."""
    action.active = False
    action.env.cr.commit()
    action._do_as_job()
    action.env.cr.rollback()
    action.active = True
