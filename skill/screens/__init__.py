"""What a device with a screen shows: the same timeline that is spoken, drawn."""
