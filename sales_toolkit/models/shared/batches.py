"""Work in batches: one bad record does not stop the others, and a collision does not end the work."""

import functools
import logging
import random
import time

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as COLLISIONS

_logger = logging.getLogger(__name__)
TRIES = 10
LONGEST_WAIT = 2  # seconds


def do_or_leave_out(env, items, job, what, again=COLLISIONS):
    """``job`` for these records or rows; where that fails, for halves, until what makes it fail stands alone.

    That is left out, and its ids are returned: the log names it, and nothing that is in it. The next run
    finds it again.

    :param again: errors that no record is to blame for: the caller tries again after them
    """
    try:
        with env.cr.savepoint():
            job(items)
        return []
    except again:
        raise
    except Exception as error:  # pylint: disable=broad-except  # one bad record must not stop the others
        env.invalidate_all(flush=False)
        if len(items) > 1:
            half = len(items) // 2
            first = do_or_leave_out(env, items[:half], job, what, again)
            return first + do_or_leave_out(env, items[half:], job, what, again)
        id_ = getattr(items[0], "id", items[0]) if items else None
        _logger.warning("%s: %s is left out (%s)", what, id_, type(error).__name__)
        return [id_] if items else []


def do_first(env, records, job, what, size=500):
    """As ``do_or_leave_out()``, each batch committed: what a scheduled action tidies before its own work."""
    for start in range(0, len(records), size):
        do_or_leave_out(env, records[start : start + size], job, what)
        env["ir.cron"]._commit_progress()


def tries_again(action):
    """For a scheduled action that commits its progress: after a collision it goes on with what is left.

    Somebody else, or another scheduled action, has just written the same rows. The ERP tries a request
    again by itself, but puts a scheduled action off to its next day.
    """

    @functools.wraps(action)
    def act(self):
        for attempt in range(1, TRIES + 1):
            try:
                result = action(self)
                self.env.flush_all()
                return result
            except COLLISIONS as error:
                if attempt == TRIES:
                    raise
                self.env.cr.rollback()
                _logger.info("%s goes on after a collision (%s)", action.__name__, type(error).__name__)
                # as the ERP does between its tries, so that two do not collide in step
                time.sleep(random.uniform(0, min(LONGEST_WAIT, 0.1 * 2**attempt)))

    return act
