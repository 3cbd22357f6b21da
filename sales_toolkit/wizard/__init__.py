from . import paper_form_import
