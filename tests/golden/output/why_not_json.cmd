obverse why-not --json "j2 is a threat to borea"
