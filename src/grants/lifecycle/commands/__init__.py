"""What people may ask of a grant, a topic a file."""
