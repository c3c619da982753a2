"""How written text is said: the steps of `speech.say_as`, and a lexicon for each language."""
