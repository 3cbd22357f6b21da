"""When two update records are the same one."""

# What the log shows where no reason was given, in the languages of the form.
WITHOUT_REASON = {"更新", "初次录入", "已清除", "updated", "first entry", "erased"}


def canonical(record):
    """The record as (day, reason), with the words for "no reason" left out."""
    text = " ".join(record.text.split())
    return record.date, "" if text in WITHOUT_REASON else text
