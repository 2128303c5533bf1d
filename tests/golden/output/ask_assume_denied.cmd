obverse ask --assume "it is denied that j4 has any adverse impact on caspia" "j4 is a threat to caspia"
