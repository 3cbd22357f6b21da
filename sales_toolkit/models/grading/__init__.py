from . import grade, crm_lead
