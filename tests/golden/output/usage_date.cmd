obverse ask --as-of yesterday "j1 is a threat to borea"
