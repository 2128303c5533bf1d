obverse show lax
obverse show --json lax
