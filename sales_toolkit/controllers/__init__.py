from . import paper_form, upload
