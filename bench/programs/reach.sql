create table edge(a integer, b integer, primary key (a, b)) without rowid;
create table start(a integer primary key);
.import --csv edge.csv edge
.import --csv start.csv start
with recursive reach(a) as (
  select a from start union select edge.b from reach join edge on edge.a = reach.a
)
select 'reach', a from reach;
