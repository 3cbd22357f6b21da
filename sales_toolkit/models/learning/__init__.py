from . import (
    retrospective_report,
    grade_hit,
    calibration,
    coaching,
    coaching_cron,
    reminder,
    res_company,
    res_config_settings,
)
