obverse ask "Is j1 dangerous for Borea?"
