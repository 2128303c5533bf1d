obverse why "j4 is a threat to caspia"
