from . import confidential, decision_maker, res_partner, partner_merge
