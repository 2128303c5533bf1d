obverse list kinds
