obverse ask "Is j1 done with provocative intention?"
