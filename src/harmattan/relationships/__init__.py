"""From the ledger to relationships: acts as people judged them, names, coverage, turns and quoted words."""
