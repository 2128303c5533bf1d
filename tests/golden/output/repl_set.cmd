printf '%s\n' 'set lens nope' 'set as-of soon' 'set accept nobody' 'set assume nonsense' 'set workspace nowhere' 'set lens lax' 'set as-of 2030-06' settings | obverse repl
