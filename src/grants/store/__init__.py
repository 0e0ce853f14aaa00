"""Where events are kept: recorders, the log, the unit of work, the command bus, erasable texts and people.

Nothing below this package knows a database; nothing above it imports the event-sourcing library's persistence.
"""
