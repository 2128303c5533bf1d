obverse why "j2 is a threat to borea"
