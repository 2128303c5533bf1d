printf "%s\n" "set lens lax" "Is j3 a threat to Caspia?" "settings" "unset lens" "list lenses" "Is j4 \\" "a threat to Caspia?" "set colour red" "aks" "quit" | obverse repl
