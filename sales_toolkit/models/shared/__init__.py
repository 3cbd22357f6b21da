from . import append_only, customer_row, update_log_mixin
