"""Rules for the body of a record, whatever its kind."""

from huiguan.check.body.body import RunningText, check_body

__all__ = ["RunningText", "check_body"]
