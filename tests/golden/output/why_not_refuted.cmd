obverse why-not "j3 is a threat to borea"
