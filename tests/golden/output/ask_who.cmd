obverse ask "Who is responsible for j1?"
