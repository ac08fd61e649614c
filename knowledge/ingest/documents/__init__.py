"""Places out of documents: read, cleaned, found, told apart from what is known."""
