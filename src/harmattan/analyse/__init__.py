"""Events to series and turns: pure functions over records, beside the other stages."""
