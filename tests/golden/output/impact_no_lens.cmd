obverse impact j1
