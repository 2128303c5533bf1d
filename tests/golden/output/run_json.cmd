mkdir run; cd run
printf 'relation p(x: integer)  size\nrule\n  p(1)\n' >p.obv
obverse run --json p.obv
printf 'rule\n  q(1)\n' >q.obv
obverse run --json q.obv
cd ..; rm -r run
