obverse list policies
