"""The directory: which services exist, said in two languages."""
