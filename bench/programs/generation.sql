create table parent(child integer, parent integer, primary key (child, parent)) without rowid;
.import --csv parent.csv parent
create index children on parent(parent, child);
with recursive same(a, b) as (
  select x.child, y.child from parent x join parent y on x.parent = y.parent
  union
  select x.child, y.child from same join parent x on x.parent = same.a
    join parent y on y.parent = same.b
)
select 'same', a, b from same;
