from . import working_day, res_company, res_users
