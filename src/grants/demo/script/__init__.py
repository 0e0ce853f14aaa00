"""From a fate to commands: one module a chapter of a grant's life, ``season`` for what concerns a whole round."""
