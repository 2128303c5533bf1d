obverse list phrases
