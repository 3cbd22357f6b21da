from . import (
    retrospective_report,
    grade_hit,
    calibration,
    coaching,
    coaching_cron,
    crm_team,
    reminder,
    res_company,
    res_config_settings,
)
