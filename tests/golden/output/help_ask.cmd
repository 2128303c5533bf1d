obverse ask --help
