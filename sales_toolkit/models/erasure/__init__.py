from . import erasure, erasure_cron, update_log, mail_tracking_value, crm_lead, res_partner
