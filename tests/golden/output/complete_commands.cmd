obverse __complete 0 ""
