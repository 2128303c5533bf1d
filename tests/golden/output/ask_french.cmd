obverse ask "j1 constitue une menace pour Borea"
