obverse ask "Is j2 a threat to Borea?"
