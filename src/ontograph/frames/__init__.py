"""Event frames: what a frame file says, where its triggers are, what fills its arguments."""
