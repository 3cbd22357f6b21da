from . import (
    outcome,
    promise,
    fact,
    follow_up,
    follow_up_minutes,
    follow_up_cron,
    contact_report,
    crm_lead,
    mail_activity,
    reminder,
    res_company,
    res_config_settings,
)
