from . import dormancy, erasure, paper_form_import
