"""What happens around uninstalling: nothing that waits in the queue is lost."""


def uninstall_hook(env):
    """The scheduler does itself, and soon, what waits in the queue."""
    waiting = env["queue.job"].search(
        [
            ("model_name", "=", "ir.cron"),
            ("method_name", "=", "_do_as_job"),
            ("state", "in", ["wait_dependencies", "pending", "enqueued"]),
        ]
    )
    for job in waiting:
        job.records.exists()._trigger()
    waiting.unlink()
