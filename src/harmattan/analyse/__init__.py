"""Events to relationships: series of pairs and the days on which they change course, from records to records."""
