"""What we promise about installing, crashes, colleagues, bad input and load, put to the proof: see
README.md."""
