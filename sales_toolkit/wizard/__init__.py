from . import erasure, paper_form_import, review
