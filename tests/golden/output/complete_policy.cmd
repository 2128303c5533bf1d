obverse __complete 2 ask --accept c
