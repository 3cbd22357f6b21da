from . import (
    grade,
    grade_changes,
    grade_history,
    crm_lead,
    crm_lead_grading,
    crm_lead_merge,
    grading_cron,
    crm_team,
    res_company,
    res_config_settings,
)
