-- Items for the branches that tree.sql made: two measures each and a note on every second, closed ones among them.
\set ON_ERROR_STOP on
begin;
create temporary table bench_responsible as
select row_number() over () - 1 as n, b.id as branch, m.id as member
from organization b cross join lateral (select id from member where branch_id = b.id limit 1) m
where b.code like 'bench-%' and b.kind = 'BRANCH';
create unique index on bench_responsible (n);
analyze bench_responsible;
insert into rectification_item (id, number, campaign_id, organization_id, problem, dimension, nature, kind, leader_id,
    responsible_id, due_on, state, origin_kind, closed_at, created_at, updated_at, version)
select gen_random_uuid(), 1000000 + i, (select id from campaign limit 1), r.branch,
    (array['排水沟渠淤堵','窗口排队时间长','值班制度不落实','村道路灯损坏','政策宣传不到位','低保台账不清','农资补贴公示晚','饮水管网漏损'])[1 + i % 8]
        || '，' || (array['群众反映强烈','长期没有解决','责任没有到人','资料不全'])[1 + (i / 8) % 4] || '（' || i || '）',
    (array['ROLE_MODEL','SERVANT_SPIRIT','DEVELOPMENT','WORK_STYLE','INTEGRITY'])[1 + i % 5],
    (array['MALADAPTED','NONCONFORMING'])[1 + i % 2], (array['IMMEDIATE','DEADLINE','LONG_TERM'])[1 + i % 3], r.member,
    r.member, current_date - 120 + i % 240 * 7919 % 240, s.state, 'OTHER', case s.state when 'CLOSED' then now() - i % 90 * interval '1 day' end,
    now() - i % 200 * interval '1 day', now() - i % 60 * interval '1 day', 0
from generate_series(0, :items - 1) i
join bench_responsible r on r.n = i % (select count(*) from bench_responsible)
cross join lateral (select (array['OPEN','IN_PROGRESS','SUBMITTED','CLOSED','CLOSED','CLOSED','IN_PROGRESS','REOPENED'])[1 + (i / 3) % 8] as state) s;
insert into measure (id, item_id, ordinal, title, state, evidence_count)
select gen_random_uuid(), i.id, o, '措施' || o || '：按时完成并公示', 'TODO', 0
from rectification_item i, generate_series(1, 2) o where i.number >= 1000000;
insert into rectification_log (id, item_id, at, written_by, kind, note)
select gen_random_uuid(), id, now(), '王秀兰', 'NOTE', '已完成一半' from rectification_item where number >= 1000000 and number % 2 = 0;
-- The office of one committee and the secretary of one branch ask too.
insert into role_grant (id, account_id, role, organization_id, valid_from, version)
select gen_random_uuid(), a.id, v.role, o.id, now(), 0
from (values ('secretary1', 'OFFICE', 'bench-c1'), ('secretary2', 'SECRETARY', 'bench-7')) as v(username, role, code)
join account a on a.username = v.username join organization o on o.code = v.code;
commit;
vacuum analyze;
