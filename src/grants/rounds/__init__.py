"""Programmes and their rounds: rules, windows, budget."""
