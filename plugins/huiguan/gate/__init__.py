"""Who may see what, decided once: a club and an edition give the club that this edition may know.

Whatever is not in the result cannot be on a page, in a feed, in a count or in the search index, because no later stage
receives it.
"""

from huiguan.gate.edition import gate

__all__ = ["gate"]
