obverse ask "Is j1 an unlawful use of force?"
