"""The conversation, and the windows people have it through."""
