from . import (
    data_check,
    data_check_cron,
    levelling,
    res_partner,
    res_partner_items,
    res_partner_category,
    reminder,
    partner_merge,
    res_company,
    res_config_settings,
)
