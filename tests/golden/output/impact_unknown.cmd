obverse impact "Treaty of Aldora"
