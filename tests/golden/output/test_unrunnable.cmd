mkdir bad; cd bad
cat >bad.obv <<'END'
vocabulary v
  kind Act
  phrase pieces "{Act} made {count: integer} pieces"
  phrase share "{Act} has a share of {count: integer}"  derived
rule share
  the act has a share of N
  if the act made M pieces
  and N is 10 / M
example "none"
  given a1 made 0 pieces
  expect undetermined a1 has a share of 2
END
obverse test bad.obv
cd ..; rm -r bad
