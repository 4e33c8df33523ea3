"""Help for who works with the program: topics, their search, the list of keys, feedback."""
