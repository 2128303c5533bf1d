obverse why "j1 is a threat to borea"
