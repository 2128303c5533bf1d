obverse show "Borean Ministry of Defence"
