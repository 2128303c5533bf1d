obverse why "which acts are threats to borea"
