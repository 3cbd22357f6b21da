from . import crm_lead, crm_lead_contract, res_partner, sale_order
