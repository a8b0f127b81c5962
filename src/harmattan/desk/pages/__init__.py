"""Pages: for each a frozen dataclass of what stands on it, made from the ledger, and its shapes in other formats."""
