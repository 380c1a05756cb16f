"""Jobs: the tables, the ledger that alone writes them, the runner, recovery and write-back."""
