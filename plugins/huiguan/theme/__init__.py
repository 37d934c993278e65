"""The frame around every page: templates, styles and scripts on top of Material for MkDocs.

The engine hands over finished articles; this theme puts the club's door, rooms and foot around them.
`mkdocs_theme.yml` holds the defaults. A template that copies or rests on one of Material's names that file with its
SHA-256, so that `tests/theme` notices when Material changes it.
"""
