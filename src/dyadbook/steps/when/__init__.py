"""When an act was done, and whether it is history."""
