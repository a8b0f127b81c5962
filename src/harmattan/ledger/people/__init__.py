"""The desk's own file, beside the ledger and never in it: accounts, sessions, tokens, and a log of who did what.

A ledger is given away; who may change it at one desk is nobody else's business. ``with open_people(path) as people``.
"""
