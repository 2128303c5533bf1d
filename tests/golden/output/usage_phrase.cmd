obverse ask --accept "own word on intnt" "j1 is a threat to borea"
