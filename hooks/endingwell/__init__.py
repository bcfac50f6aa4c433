"""Ending Well: what this project exists for, independent of the site generator.

Imports run one way: problem <- yamlfile, markdownfile <- project <- check, and none of it imports
`mkdocs` (ruff's TID251 holds that; `hooks/build.py` alone knows MkDocs).
"""
