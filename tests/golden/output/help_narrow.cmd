COLUMNS=50 obverse help why
