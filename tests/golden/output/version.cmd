obverse --version
