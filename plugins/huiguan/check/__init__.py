"""Rules across fields and records: every problem found, none raised."""

from huiguan.check.club import Checked, check_club

__all__ = ["Checked", "check_club"]
