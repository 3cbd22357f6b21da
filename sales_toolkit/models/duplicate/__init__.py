from . import (
    key,
    update_log,
    res_company,
    res_config_settings,
    res_partner,
    paper_form,
    duplicate,
    duplicate_cron,
    reminder,
    duplicate_merge,
    partner_merge,
    res_partner_join,
)
