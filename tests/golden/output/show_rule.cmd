obverse show threat
