from . import update_log, res_partner, partner_merge
