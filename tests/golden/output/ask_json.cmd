obverse ask --json "j1 is a threat to borea"
