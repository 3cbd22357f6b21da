"""How fast the add-on is, each figure beside a reference measured in the same run."""
