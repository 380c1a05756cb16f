"""What a job came to, for people and other programs: its rows as a table, its cost and outcome, its labels in order."""
