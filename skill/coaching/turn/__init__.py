"""One turn of the conversation: what happened, what the coach was waiting for, what it answers."""
