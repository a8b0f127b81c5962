"""Who may come in and what may be asked: hosts, limits, logins, forged forms, roles (docs/accounts.md)."""
