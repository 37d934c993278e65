"""Every word that a reader or contributor sees, one folder a language, one TOML file a part of the house.

A language that lacks a word takes the one of zh-Hans, which is complete (a test holds that).
"""

from huiguan.wording.catalogue import Message, Words, words_of

__all__ = ["Message", "Words", "words_of"]
