obverse ask --check "j1 is a threat to borea" >/dev/null
