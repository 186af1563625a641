"""The runner: hello and help, what is remembered over time, reminders."""
