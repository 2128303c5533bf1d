obverse ask "Is the 2029 Aldora act a risk?"
