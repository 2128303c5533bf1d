obverse __complete 2 ask --lens ""
