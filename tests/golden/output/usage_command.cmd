obverse aks
