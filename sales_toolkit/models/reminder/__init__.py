from . import reminder, reminder_kind, reminder_mail, res_company, res_config_settings, res_users
