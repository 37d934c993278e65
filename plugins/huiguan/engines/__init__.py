"""Thin adapters to the hosts: MkDocs and ProperDocs, the terminal."""
