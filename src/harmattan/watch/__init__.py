"""Reads sources again and again: asks politely, keeps what came and what did not, and goes on where it was stopped."""
