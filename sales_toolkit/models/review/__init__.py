from . import (
    requirement,
    completeness_walk,
    res_partner_completeness,
    res_partner_missing_items,
    completeness_triggers,
)
