obverse show borae
