from . import pipeline_stage, crm_stage, crm_team
