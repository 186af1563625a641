"""The ask-sdk side: requests in, events to the core, replies out. No wording and no rules of coaching here."""
