"""Huiguan 会馆: a folder that a community keeps in Git becomes a site, calendars and a member directory."""
