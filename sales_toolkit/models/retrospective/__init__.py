from . import retrospective_tag, retrospective
