"""What every part of the programme agrees on; imports nothing but the event-sourcing domain classes."""
