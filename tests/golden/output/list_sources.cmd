obverse list sources
