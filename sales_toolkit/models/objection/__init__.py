from . import (
    objection_type,
    answer,
    objection,
    objection_state,
    objection_access,
    objection_wizard,
    mail_activity,
    crm_lead,
)
