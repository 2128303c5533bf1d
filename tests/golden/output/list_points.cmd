obverse list points
