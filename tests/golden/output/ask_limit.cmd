obverse ask --derived-limit 3 "j1 is a threat to borea"
