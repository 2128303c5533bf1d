obverse __complete 1 show j
