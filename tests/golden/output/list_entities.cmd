obverse list entities
