"""Journeys through the real parts."""
