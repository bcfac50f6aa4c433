"""Copies to take along: one file a language, all languages as an archive, books, and what keeps the site on a device.

Everything here reads the built site; nothing asks the content again except for names and order.
"""
