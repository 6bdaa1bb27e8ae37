"""Mailboxes, read into touchpoints: in whatever files the messages lie, however broken they are.

`files` finds the messages, `fields` and `parts` read one, `source` tells which are the vendor's.
"""
