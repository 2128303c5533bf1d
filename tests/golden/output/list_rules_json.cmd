obverse list rules --json
