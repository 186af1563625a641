"""Pictures of the exercises, drawn from the figures of the content."""
