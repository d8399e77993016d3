-- Fills the demo's house for a measurement: :branches branches of thirty members, each with an account that is signed in,
-- and a secretary for each branch. The tokens are the account's id, so that the clients need not be told them.
\set ON_ERROR_STOP on
begin;
create table bench_branch as
select gen_random_uuid() as id, n, root.id as root, root.path || 'z' || lpad(n::text, 5, '0') || '/' as path
from generate_series(1, :branches) n, (select id, path from organization where parent_id is null) root;

insert into organization (id, parent_id, kind, code, name, path, depth, version)
select id, root, 'BRANCH', 'bench-' || n, '试验第' || n || '支部', path, 1, 0 from bench_branch;

create table bench_account as
select gen_random_uuid() as id, case when m > 0 then gen_random_uuid() end as member, b.id as branch, b.n, m
from bench_branch b, generate_series(0, 30) m;

insert into member (id, branch_id, name, category, stage, state, version)
select member, branch, '党员' || n || '之' || m, 'ORDINARY', 'FULL', 'ACTIVE', 0 from bench_account where member is not null;
insert into membership (id, member_id, branch_id, from_date)
select gen_random_uuid(), member, branch, current_date - 365 from bench_account where member is not null;

insert into account (id, username, display_name, password_hash, organization_id, member_id, created_at, version)
select a.id, 'bench-' || a.n || '-' || a.m, '党员' || a.n || '之' || a.m, known.password_hash, a.branch, a.member, now(), 0
from bench_account a, (select password_hash from account where username = 'member2') known;
insert into role_grant (id, account_id, role, organization_id, valid_from, version)
select gen_random_uuid(), id, case when member is null then 'SECRETARY' else 'MEMBER' end, branch, now() - interval '1 day', 0
from bench_account;
insert into account_session (token_hash, id, account_id, method, started_at, seen_at, expires_at)
select sha256(id::text::bytea), gen_random_uuid(), id, 'PASSWORD', now(), now() + interval '6 hours', now() + interval '7 days'
from bench_account;
commit;
vacuum analyze;
