obverse ask "Is j1 a threat to Borea?"
