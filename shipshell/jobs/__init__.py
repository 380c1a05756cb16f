"""Jobs: the tables, the ledger that alone writes them, the runner, recovery and write-back."""

from shipshell.sources.sql_drivers import peewee_alone

peewee_alone()  # before anything here imports it
