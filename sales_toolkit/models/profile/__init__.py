from . import (
    channel,
    need_type,
    key_note,
    res_partner,
    res_partner_contact,
    res_partner_size,
    purchase_history,
    res_partner_category,
    res_partner_access,
    crm_lead,
)
