from . import update_log_mixin
