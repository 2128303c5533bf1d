obverse ask --memory-limit 1e18 "j1 is a threat to borea"
obverse ask --derived-limit inf "j1 is a threat to borea"
obverse ask --memory-limit 0.0001 "j1 is a threat to borea"
