"""Sound to words and words to sound, in both languages."""
