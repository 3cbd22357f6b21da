"""Work in batches, of which one bad record does not stop the others."""

import logging

_logger = logging.getLogger(__name__)


def do_or_leave_out(env, items, job, what, again=()):
    """``job`` for these records or rows; where that fails, for halves, until what makes it fail stands alone.

    That is left out, and its ids are returned: the log names it, and nothing that is in it. The next run
    finds it again.

    :param again: errors that the caller itself tries again after
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
