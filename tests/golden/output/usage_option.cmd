obverse ask --lenz strict "j1 is a threat to borea"
