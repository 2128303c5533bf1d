obverse show j1
