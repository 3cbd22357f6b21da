from . import privacy_guard, guarded_models, mail_thread
