obverse ask --accept cautious "j1 is a threat to borea"
