from . import handover, handover_step, project_project, project_task, res_company
