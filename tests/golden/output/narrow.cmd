COLUMNS=40 obverse ask "j1 is a threat to borea"
COLUMNS=40 obverse list rules
