from . import (
    material,
    material_sent,
    question,
    crm_lead,
    crm_lead_customer,
    crm_lead_history,
    crm_lead_objections,
    crm_lead_suggestions,
    crm_lead_materials,
    follow_up,
    mail_compose_message,
)
