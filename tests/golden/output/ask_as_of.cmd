obverse ask --as-of 2029-12-31 "j4 is a threat to caspia"
