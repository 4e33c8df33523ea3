"""What is seen: contrast, sizes from tokens only, icons of one set, nothing cut, a quick change of theme."""
