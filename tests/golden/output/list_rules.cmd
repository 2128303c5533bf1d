obverse list rules
