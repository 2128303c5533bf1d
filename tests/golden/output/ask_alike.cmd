mkdir alike alike/ontology alike/rules alike/corpus
cat >alike/workspace.obv <<'END'
workspace alike
END
cat >alike/ontology/all.obv <<'END'
vocabulary all
  kind State
  kind Act
  kind Orbit is one of low, geo or none
  phrase flies "{State} flies in {Orbit} orbit"
  phrase crowded "{Orbit} orbit is crowded by {State}"  derived
  phrase happened "{Act} happened on {day: date}"
entities
  geo is a State labelled "Georgia"
  cro is a State labelled "Croatia"
  cro is also called "low"
source paper "A paper"
claim
  cro flies in geo orbit
  asserted by cro in paper
claim
  geo flies in low orbit
  asserted by geo in paper
rule crowd
  B orbit is crowded by State A
  if A flies in Orbit B orbit
  and B is low
  cites paper
END
cd alike
obverse ask "which Orbit does Croatia fly in?" 2>/dev/null
obverse ask "Which orbit is crowded by Georgia?" 2>/dev/null
obverse show geo
obverse history geo | grep -c flies
cd ..; rm -r alike
