obverse ask --lens all "Is j3 a threat to Caspia?"
