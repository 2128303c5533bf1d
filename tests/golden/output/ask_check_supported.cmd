obverse ask --check "j4 is a threat to caspia" >/dev/null
