#!/bin/sh
# invariants.sh DIR: what must hold of the verdicts whatever the corpus says. DIR holds table (what script/verdicts prints),
# and the graph and the answers that it kept. Prints a line for each thing that does not hold, and fails if there is one.
set -eu
directory=$(realpath "$1")
cd "$directory"
findings=$(sqlite3 -bail :memory: <<SQL
.mode tabs
.import '$directory/table' line
ATTACH 'file:$directory/graph.db?mode=ro' AS graph;
.mode list

CREATE VIEW pair AS SELECT * FROM line WHERE State NOT LIKE '% by rule' AND State <> 'other';
CREATE TABLE answer AS
    SELECT behaviour, State, threat,
           readfile('$directory/' || behaviour || '.' || State || '.json') AS printed FROM pair;

-- The empty table would satisfy everything.
SELECT 'only ' || pairs || ' pairs were answered' FROM (SELECT count(*) AS pairs FROM line) WHERE pairs < 100;
SELECT behaviour || ': no verdict at all' FROM (
    SELECT entity AS behaviour FROM graph.entity_kind WHERE kind = 'Behaviour'
    EXCEPT SELECT behaviour FROM line);

-- Who knows the actor, the target, the intention and the impact gets a verdict.
SELECT behaviour || ' against ' || State || ': undetermined by ' || because ||
       ', though actor, target, intention and impact are all claimed'
FROM pair WHERE threat = 'undetermined'
    AND behaviour IN (SELECT behaviour FROM graph.carries_out WHERE stance = 'asserted')
    AND behaviour IN (SELECT behaviour FROM graph.intent)
    AND (behaviour IN (SELECT behaviour FROM graph.directed)
         OR behaviour IN (SELECT behaviour FROM graph.names_primary_threat)
         OR behaviour IN (SELECT behaviour FROM graph.aimed))
    AND ((behaviour, State) IN (SELECT behaviour, victim FROM graph.impact)
         OR (behaviour, State) IN (SELECT behaviour, victim FROM graph.may_impact)
         OR behaviour IN (SELECT behaviour FROM graph.impact_on_all)
         OR behaviour IN (SELECT behaviour FROM graph.may_impact_all));

-- Who does not, is told what is missing.
SELECT behaviour || ' against ' || State || ': undetermined, and no missing claim is named'
FROM answer WHERE threat = 'undetermined' AND NOT EXISTS (
    SELECT 1 FROM json_each(printed, '\$.elements') element, json_each(element.value, '\$.missing')
    WHERE json_extract(element.value, '\$.decides'));

-- What nobody means is a risk, and no threat to anybody.
CREATE TABLE unmeant AS
    SELECT behaviour, 'a natural event' AS what FROM graph.natural WHERE stance = 'asserted'
    UNION SELECT behaviour, 'a break-up' FROM graph.form WHERE form = 'breakup' AND stance = 'asserted'
    UNION SELECT behaviour, 'an uncontrolled re-entry' FROM graph.form
        WHERE form = 'uncontrolled-reentry' AND stance = 'asserted';
DELETE FROM unmeant WHERE behaviour IN (SELECT behaviour FROM graph.asat_test WHERE stance = 'asserted');
SELECT 'the corpus has no case of ' || what FROM (
    SELECT 'a natural event' AS what UNION SELECT 'a break-up' UNION SELECT 'an uncontrolled re-entry')
WHERE what NOT IN (SELECT what FROM unmeant);
SELECT behaviour || ' against ' || State || ': ' || what || ', and the threat is ' || threat || ', not refuted'
FROM line JOIN unmeant USING (behaviour) WHERE threat <> 'refuted';
SELECT behaviour || ' against ' || State || ': ' || what || ', and the risk is ' || risk || ', not supported'
FROM line JOIN unmeant USING (behaviour) WHERE risk <> 'supported';

-- Each verdict is found somewhere.
SELECT 'no behaviour is ' || what FROM (
    SELECT 'a threat: ' || column1 AS what, column1 AS verdict
    FROM (VALUES ('supported'), ('refuted'), ('contested'), ('undetermined')))
WHERE verdict NOT IN (SELECT threat FROM pair);
SELECT 'no behaviour is a potential threat'
WHERE NOT EXISTS (SELECT 1 FROM line WHERE "potential threat" = 'supported' AND threat <> 'supported');
SELECT 'no behaviour is a risk and no threat'
WHERE NOT EXISTS (SELECT 1 FROM line WHERE risk = 'supported' AND threat = 'refuted');

-- A threat is never a potential one as well, nor a threat to whoever did it alone.
SELECT behaviour || ' against ' || State || ': a threat and a potential threat at once'
FROM pair WHERE threat = 'supported' AND "potential threat" = 'supported';
SELECT behaviour || ' against ' || State || ': a threat to the only one who did it'
FROM pair WHERE threat = 'supported'
    AND (State, behaviour) IN (SELECT actor, behaviour FROM graph.carries_out WHERE stance = 'asserted')
    AND 1 = (SELECT count(DISTINCT actor) FROM graph.carries_out c
             WHERE c.behaviour = pair.behaviour AND stance = 'asserted');
SQL
)
[ -z "$findings" ] && exit 0
printf '%s\n' "$findings" >&2
exit 1
