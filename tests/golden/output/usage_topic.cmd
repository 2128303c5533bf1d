obverse list rools
