"""Changing one item of 1,000 approved customers, which opens 1,000 reviews, beside the same on drafts."""

from .population import registered
from .table import Row, clock

CUSTOMERS = 1000
ROUNDS = 3


def measure(env):
    ids = registered(env)
    ours, plain = [], []
    for number in range(ROUNDS):
        starts = (2 * number * CUSTOMERS, (2 * number + 1) * CUSTOMERS)
        batches = [ids[start : start + CUSTOMERS] for start in starts]
        for times, state, batch in zip((ours, plain), ("approved", "draft"), batches, strict=True):
            customers = env["res.partner"].browse(batch)
            customers.store_derived({"review_state": state})
            env.flush_all()
            env.invalidate_all()
            with clock(times):
                customers.write({"pain_points": f"changed {number}"})
                env.flush_all()
            env.cr.commit()
    return [Row("change 1,000 approved customers / 1,000 drafts", ours, plain)]
