"""Acts into series, shares, hot spots, calendars and briefs: pure functions over records, without a ledger."""
