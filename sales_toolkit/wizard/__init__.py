from . import (
    contract,
    data_check,
    dormancy,
    erasure,
    handover,
    paper_form_import,
    paper_form_duplicates,
    pipeline,
    review,
)
