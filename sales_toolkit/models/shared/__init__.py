from . import append_only, update_log_mixin
