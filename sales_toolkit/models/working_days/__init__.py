from . import working_day, res_company, res_config_settings, res_users
