"""The console in the browser: a page that coaches, and its door to the skill."""
