obverse init "my desk" --json | sed "s|$PWD|.|"
(cd "my desk" && obverse fmt --check)
obverse init wang-2026 | head -n 1
obverse init /proc/desk
rm -r "my desk" wang-2026
