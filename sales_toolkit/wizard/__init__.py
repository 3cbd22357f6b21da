from . import (
    contract,
    data_check,
    dormancy,
    erasure,
    paper_form_import,
    paper_form_duplicates,
    pipeline,
    review,
)
