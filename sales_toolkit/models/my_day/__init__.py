from . import (
    my_day,
    my_day_items,
    my_day_queries,
    contact_sections,
    customer_sections,
    deal_sections,
    my_day_section,
    follow_up,
    data_check,
    promise,
    res_company,
    res_config_settings,
)
