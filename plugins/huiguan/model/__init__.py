"""Typed records: one declaration a kind gives its checks, its schema and its reference page."""
