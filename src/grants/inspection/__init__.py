"""What auditors read, in streams of their own: no command, and no fact of the programme."""
