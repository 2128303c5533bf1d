obverse show Borea
