"""UPS emulated inside the program, with a ledger on disk. It knows nothing of the client that talks to it."""
