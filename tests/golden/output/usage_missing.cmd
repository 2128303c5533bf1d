obverse ask
