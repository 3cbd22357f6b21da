from . import follow_up, res_partner
