from . import append_only, customer_row, update_log_mixin, update_log_input, update_log_rows
