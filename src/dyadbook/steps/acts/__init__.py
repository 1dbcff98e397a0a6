"""Who does what to whom: acts by rules and as the model sees them, their parties, modality, type and mode."""
