obverse ask --json --lens strict --lens lax "j3 is a threat to caspia"
