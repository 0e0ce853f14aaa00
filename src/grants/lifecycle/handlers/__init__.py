"""Carry out the commands on grants, a topic a file: load, let the grant decide, save everything at once."""
