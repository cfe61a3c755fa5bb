"""What the networks of the model compute, with less work."""
