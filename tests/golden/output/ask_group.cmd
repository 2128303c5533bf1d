mkdir group group/ontology group/rules group/corpus
echo 'workspace group' >group/workspace.obv
cat >group/ontology/all.obv <<'END'
vocabulary all
  kind State
  kind Act
  kind Nature is one of material, non-material or none
  phrase impact "{Act} has {Nature} impact on {State}"
  phrase global "{Act} hits all by {Nature} impact"
  phrase danger "{Act} is a danger to {State}"  derived
  phrase happened "{Act} happened on {day: date}"
entities
  a1 is a Act labelled "The act"
  ald is a State labelled "Aldora"
  bor is a State labelled "Borea"
  cas is a State labelled "Caspia"
source paper "A paper"
claim
  a1 has material impact on bor
  asserted by bor in paper
  denied by ald in paper
claim
  a1 hits all by non-material impact
  asserted by cas in paper
  denied by ald in paper
rule on-each
  the act has Nature N impact on State A
  if the act hits all by N impact
  and A is a State
  cites paper
definition danger
  the act is a danger to State A
  requires:
    - harm: the act has any impact on A
  cites paper
END
cd group
obverse ask "Is a1 a danger to Borea?" 2>/dev/null
obverse ask "a1 has any impact on bor"
obverse why "a1 has any impact on bor"
cd ..; rm -r group
