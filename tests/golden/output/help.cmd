obverse --help
