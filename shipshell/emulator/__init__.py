"""UPS inside the program: the carrier's own answers, refusals, prices and labels, with a ledger on disk.

Written from UPS's published documents alone, never from our client: one misreading must not hide on both sides.
"""
