obverse list entities laser
