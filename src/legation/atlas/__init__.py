"""Shapes of countries and disputed territories, how they are laid flat, and who draws them how."""
