obverse ask "Is j3 a threat to the Kingdom of Borea?"
