obverse ask --lens strickt "j1 is a threat to borea"
