create table edge(a integer, b integer, primary key (a, b)) without rowid;
.import --csv edge.csv edge
with recursive path(a, b) as (
  select a, b from edge
  union
  select path.a, edge.b from path join edge on edge.a = path.b
)
select 'path', a, b from path;
