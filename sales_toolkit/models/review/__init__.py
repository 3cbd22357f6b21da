from . import (
    requirement,
    completeness_walk,
    res_partner_completeness,
    completeness_triggers,
)
