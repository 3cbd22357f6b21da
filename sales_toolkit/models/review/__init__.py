from . import (
    review,
    review_queue,
    review_changes,
    reviewer,
    update_log,
    res_partner,
    crm_team,
    reminder,
    partner_merge,
    base_import,
    res_company,
    res_config_settings,
)
