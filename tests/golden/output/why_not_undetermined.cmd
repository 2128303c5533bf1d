obverse why-not "j2 is a threat to borea"
