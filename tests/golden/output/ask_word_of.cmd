obverse ask --accept "word of Borea" "j1 is a threat to borea"
