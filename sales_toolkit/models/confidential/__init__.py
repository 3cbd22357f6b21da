from . import (
    access_log,
    opening,
    confidential,
    access_request,
    decision_maker,
    res_partner,
    concerned,
    budget,
    partner_merge,
    crm_team,
    ir_rule,
    res_partner_search,
)
