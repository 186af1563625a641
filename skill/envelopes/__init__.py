"""Requests and responses between JSON and the SDK's objects: quickly, and whatever a request holds."""
