"""Excel workbooks as plain rows: untrusted files in, the handbook's look out.

>>> data = write_workbook([("恒锂", [("客户基本信息", "内容"), ("客户名称", "=1+1")])])
>>> read_workbook(data).sheets
[Sheet(name='恒锂', grid=[['客户基本信息', '内容'], ['客户名称', '=1+1']], problems=[])]
>>> [problem.code for problem in read_workbook(b"name,phone").problems]
['not_a_workbook']
"""

from .limits import Limits
from .reading import Sheet, Workbook, read_workbook
from .writing import write_workbook

__all__ = ["Limits", "Sheet", "Workbook", "read_workbook", "write_workbook"]
