obverse why --dot "j4 is a threat to caspia"
