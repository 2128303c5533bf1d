obverse list lenses
