obverse ask --accept undisputed "j1 is a threat to borea"
