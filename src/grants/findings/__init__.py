"""What audits find: facts of their own, about grants, costs, libraries and rounds, and never a change to those."""
