obverse ask "Which acts are threats to Borea?"
