obverse ask --assume "j2 is done with malicious intention" --assume "j2 has material adverse impact on borea" "j2 is a threat to borea"
