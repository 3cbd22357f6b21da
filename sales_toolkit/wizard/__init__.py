from . import dormancy, erasure, paper_form_import, paper_form_duplicates, review
