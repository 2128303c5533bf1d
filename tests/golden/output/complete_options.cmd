obverse __complete 1 ask --a
