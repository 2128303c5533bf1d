obverse
