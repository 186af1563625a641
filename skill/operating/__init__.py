"""What an operator does: start the service with its settings proved, back up and restore, export and delete."""
