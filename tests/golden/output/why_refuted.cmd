obverse why "j3 is a threat to borea"
