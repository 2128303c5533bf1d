obverse ask --json "Which acts are threats to Caspia?"
