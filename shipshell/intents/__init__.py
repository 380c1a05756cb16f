"""What a person's line means: one table of commands, and a parser that never guesses where money is at stake."""
