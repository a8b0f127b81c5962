"""The web page of a ledger: read, check and follow. A door: nothing imports it but the command that serves it."""
