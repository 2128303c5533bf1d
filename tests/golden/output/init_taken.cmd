obverse init rules
