from . import first_step
