"""Writes what changed, removes what is gone, and keeps a manifest of what it wrote; a site changes as a whole or not at all."""

from huiguan.emit.failure import failure_of
from huiguan.emit.site_folder import NextSite
from huiguan.emit.tree import Written, write_file, write_tree

__all__ = ["NextSite", "Written", "failure_of", "write_file", "write_tree"]
