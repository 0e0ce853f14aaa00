"""What a grant decides, a topic a file: plain mixins of ``Grant``. They refuse, or say what happened; never both."""
