mkdir dates dates/ontology dates/rules dates/corpus
cat >dates/workspace.obv <<'END'
workspace dates
  as of 2030-06-30
END
cat >dates/ontology/all.obv <<'END'
vocabulary all
  kind State
  kind Act
  phrase happened "{Act} happened on {day: date}"
  phrase joined "{State} joined the pact on {day: date}"
  phrase member "{State} is a member of the pact"
  phrase harm "{Act} harmed {State}"
  phrase breach "{Act} was a breach of the pact with {State}"  derived
  phrase wrong "{Act} was a wrong to {State}"  derived
entities
  a1 is a Act labelled "First act"
  a2 is a Act labelled "Second act"
  a3 is a Act labelled "Third act"
  bor is a State labelled "Borea"
  cas is a State labelled "Caspia"
source paper "A paper"
claim
  a1 happened on 2030-03-01
  asserted by bor in paper
claim
  a2 happened on 2031-01-01
  asserted by bor in paper
claim
  a3 happened on 2030
  asserted by bor in paper
claim
  bor joined the pact on 2030
  asserted by bor in paper
claim
  cas is a member of the pact  from 2030
  asserted by cas in paper
claim
  a1 harmed cas
  asserted by cas in paper
claim
  a3 harmed cas
  asserted by cas in paper
rule breach
  the act was a breach of the pact with State A
  if A joined the pact on D
  and the act happened on E
  and D is at most E
  cites paper
rule wrong
  the act was a wrong to State A
  if A is a member of the pact
  and the act harmed A
  cites paper
END
cd dates
obverse ask "Was a1 a breach of the pact with Borea?" 2>/dev/null
obverse why-not "Was a1 a breach of the pact with Borea?" 2>/dev/null
obverse ask "Was a1 a wrong to Caspia?"
obverse ask "Did a3 harm Caspia?"
obverse ask "a2 was a wrong to cas"
obverse why "a2 was a wrong to cas"
cd ..; rm -r dates
