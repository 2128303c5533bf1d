obverse list speakers
