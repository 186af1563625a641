"""The console's ear: sentences in, intents and slots out."""
