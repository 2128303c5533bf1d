obverse ask --accept "own word on intent" "j1 is a threat to borea"
