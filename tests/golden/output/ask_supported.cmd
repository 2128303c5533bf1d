obverse ask j4 is a threat to Caspia
