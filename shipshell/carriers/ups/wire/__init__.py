"""UPS's JSON: pure functions between its documents and the values of `shipshell.model`."""
