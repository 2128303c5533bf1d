obverse __complete 1 list s
