"""Ways out of the ledger: one module a format.

Each has ``write(pairs, out, options)``: pairs of (Article, Event) in, bytes onto a binary stream, and back a count
of what the format cannot hold, by reason (docs/export.md says what each column means).
"""
