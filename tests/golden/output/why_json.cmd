obverse why --json "j4 is a threat to caspia"
