create table account(name integer, region integer, primary key (name, region)) without rowid;
create table payment(a integer, b integer, amount integer, primary key (a, b, amount)) without rowid;
.import --csv account.csv account
.import --csv payment.csv payment
create table paid as
  select name, coalesce(sum(amount), 0) as total from account left join payment on a = name
  group by name;
create table pair(a integer, b integer, primary key (a, b)) without rowid;
insert into pair select distinct a, b from payment;
create table unreturned(a integer, b integer, primary key (a, b)) without rowid;
insert into unreturned
  select a, b from pair p where not exists (select 1 from pair q where q.a = p.b and q.b = p.a);
create table regional as
  select region, sum(total) as total, max(total) as greatest
  from account join paid using (name) group by region;
create table large(name integer primary key);
insert into large
  select name from account join paid using (name) join regional r using (region)
  where 2 * paid.total > r.greatest;
select 'paid', name, total from paid;
select 'payees', name, count(distinct b) from account left join payment on a = name group by name;
select 'silent', name from account where not exists (select 1 from payment where a = name);
select 'unreturned', a, b from unreturned;
select 'regional', region, total, greatest from regional;
select 'large', name from large;
with recursive upstream(a, b) as (
  select u.a, u.b from large join unreturned u on u.a = large.name
  union
  select upstream.a, u.b from upstream join unreturned u on u.a = upstream.b
  where u.b not in (select name from large)
)
select 'upstream', a, b from upstream;
