obverse why --depth 1 "j4 is a threat to caspia"
