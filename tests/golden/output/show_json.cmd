obverse show j4 --json
