obverse ask --assume "j1 is a threat to borea" "j1 is a threat to borea"
