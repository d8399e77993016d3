-- The tree of organisations, the members and where they belong at which time.
-- Names carry the collation zh-x-icu: they sort by pinyin wherever they are ordered.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create sequence organization_node;

create table organization (
    id uuid primary key,
    parent_id uuid references organization,
    kind varchar(20) not null
        check (kind in ('MUNICIPAL_COMMITTEE', 'WORK_COMMITTEE', 'COMMITTEE', 'GENERAL_BRANCH', 'BRANCH')),
    code varchar(40) not null,
    name varchar(120) collate "zh-x-icu" not null,
    trade varchar(60),
    established_on date,
    closed_on date,
    path text collate "C" not null,
    path_end text collate "C" not null generated always as (left(path, length(path) - 1) || '0') stored,
    depth integer not null,
    version bigint not null,
    constraint organization_code_unique unique (code),
    constraint organization_path_unique unique (path),
    check ((parent_id is null) = (depth = 0))
);
create index organization_children on organization (parent_id, name, id);
create index organization_by_name on organization (name, id);
comment on table organization is '党组织 A node of the tree of organisations';
comment on column organization.path is '从根到本组织的路径，如 /1/5/ The way from the root to this node';
comment on column organization.path_end is '子树路径的上界 Upper bound of the subtree: path <= x < path_end';
comment on column organization.trade is '行业 Trade or sector';

create table member (
    id uuid primary key,
    branch_id uuid not null references organization,
    name varchar(60) collate "zh-x-icu" not null,
    gender varchar(6) check (gender in ('MALE', 'FEMALE')),
    category varchar(16) not null check (category in ('ORDINARY', 'CADRE', 'LEADING_CADRE')),
    stage varchar(12) not null check (stage in ('FULL', 'PROBATIONARY')),
    floating boolean not null default false,
    joined_on date,
    post varchar(60),
    id_number_secret bytea,
    id_number_hash bytea,
    id_number_masked varchar(18),
    phone_secret bytea,
    phone_masked varchar(20),
    state varchar(8) not null check (state in ('ACTIVE', 'LEFT')),
    version bigint not null,
    constraint member_id_number_unique unique (id_number_hash)
);
create index member_of_branch on member (branch_id, state, name, id);
create index member_by_name on member (name, id);
create index member_name_part on member using gin (name gin_trgm_ops);
comment on table member is '党员 A member; belongs to a branch';
comment on column member.branch_id is '现在（或离开前）所在支部 The branch now, or the last one';
comment on column member.id_number_secret is '身份证号密文 AES-256-GCM';
comment on column member.id_number_hash is '身份证号的带密钥摘要，用于查重和查找 Keyed hash for look-up';

create table membership (
    id uuid primary key,
    member_id uuid not null references member,
    branch_id uuid not null references organization,
    from_date date not null,
    to_date date,
    reason varchar(200),
    check (to_date is null or to_date >= from_date),
    constraint membership_periods_apart
        exclude using gist (member_id with =, daterange(from_date, to_date, '[)') with &&)
);
create index membership_of_branch on membership (branch_id, from_date);
comment on table membership is '党员在支部的时段，[from, to) A period in which a member belongs to a branch';
