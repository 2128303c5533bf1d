obverse why --all "j3 is a risk"
