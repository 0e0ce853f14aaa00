"""What all pages share: the page helper, forms, guards, sessions, the template environment. Areas build on it."""
