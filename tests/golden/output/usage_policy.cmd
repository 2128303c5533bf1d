obverse ask --accept undisputd "j1 is a threat to borea"
