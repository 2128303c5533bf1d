obverse list phrases --json
