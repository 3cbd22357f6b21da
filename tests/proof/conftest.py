"""The folder above has what the tests of several rooms share."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
