printf 'rule   x\n  a does  b\n' >slip.obv
obverse fmt --check --json slip.obv
rm slip.obv
