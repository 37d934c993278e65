"""Writes what changed, removes what is gone, and keeps a manifest of what it wrote."""

from huiguan.emit.site_folder import discard, prepare, publish, recover
from huiguan.emit.tree import Written, write_file, write_tree

__all__ = ["Written", "discard", "prepare", "publish", "recover", "write_file", "write_tree"]
