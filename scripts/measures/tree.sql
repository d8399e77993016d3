-- Fills the demo's house for a measurement: committees of a hundred branches, :branches in all, :members members, and the
-- sums that four weeks of sessions, discussions and rectification leave, rolled up to the root.
\set ON_ERROR_STOP on
begin;
create table bench_committee as
select gen_random_uuid() as id, n, root.id as root, root.path || 'y' || lpad(n::text, 4, '0') || '/' as path
from generate_series(0, (:branches - 1) / 100) n, (select id, path from organization where parent_id is null) root;
create table bench_branch as
select gen_random_uuid() as id, b as n, c.id as committee, c.path || 'z' || lpad(b::text, 6, '0') || '/' as path
from generate_series(0, :branches - 1) b join bench_committee c on c.n = b / 100;

insert into organization (id, parent_id, kind, code, name, path, depth, version)
select id, root, 'COMMITTEE', 'bench-c' || n, '试验第' || n || '党委', path, 1, 0 from bench_committee;
insert into organization (id, parent_id, kind, code, name, path, depth, version)
select id, committee, 'BRANCH', 'bench-' || n, '试验第' || n || '支部', path, 2, 0 from bench_branch;

create table bench_member as
select gen_random_uuid() as id, b.id as branch, m
from generate_series(0, :members - 1) m join bench_branch b on b.n = m % :branches;
insert into member (id, branch_id, name, category, stage, state, version)
select id, branch, '党员' || m, 'ORDINARY', 'FULL', 'ACTIVE', 0 from bench_member;
insert into membership (id, member_id, branch_id, from_date)
select gen_random_uuid(), id, branch, current_date - 365 from bench_member;

create table bench_sum as
select b.id as organization, b.committee, f.metric, f.day, f.value, f.of_campaign
from bench_branch b cross join lateral (
    select 'MEMBERS' as metric, date '0001-01-01' as day, :members / :branches as value, false as of_campaign
    union all select 'CREDITED_MINUTES', '0001-01-01', 900 * (:members / :branches), true
    union all select 'MEMBERS_AT_QUOTA', '0001-01-01', 2, true
    union all select m, current_date - (1 + (s * 3 + b.n) % 28), v, true
        from generate_series(1, 8) s,
             (values ('SESSIONS_HELD', 1), ('ATTENDANCE_EXPECTED', :members / :branches), ('ATTENDANCE_ATTENDED', :members / :branches - 2)) as x(m, v)
    union all select 'CONTRIBUTIONS', current_date - (1 + (s * 5 + b.n) % 28), 3, true from generate_series(1, 4) s
    union all select m, current_date - 20 + (s * 7 + b.n) % 60, 1, true
        from generate_series(1, 3) s, (values ('ITEMS_PENDING'), ('ITEMS_CLOSED')) as x(m)
) f;
insert into progress_sum as s (organization_id, campaign_id, metric, day, value)
select o.id, case when f.of_campaign then c.id else '00000000-0000-0000-0000-000000000000' end, f.metric, f.day, sum(f.value)
from bench_sum f cross join campaign c cross join (select id from organization where parent_id is null) root
cross join lateral (values (f.organization), (f.committee), (root.id)) as o(id)
group by o.id, c.id, f.of_campaign, f.metric, f.day
on conflict (organization_id, campaign_id, metric, day) do update set value = s.value + excluded.value;
commit;
vacuum analyze;
