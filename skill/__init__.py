"""The hamstring coach: a voice coach for runners' strength work."""
