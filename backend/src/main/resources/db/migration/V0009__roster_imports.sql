-- Rosters that come in from spreadsheets: the job, what was wrong in which cell, and who has been seen in the file.

alter table stored_file add column sealed boolean not null default false;
comment on column stored_file.sealed is '内容加密存放 The chunks are encrypted';

create table roster_import (
    id uuid primary key,
    organization_id uuid not null references organization,
    file_id uuid references stored_file,
    file_name varchar(200) not null,
    dry_run boolean not null,
    deactivate_missing boolean not null,
    member_since date not null,
    state varchar(8) not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'HALTED', 'FAILED')),
    rows_total integer,
    rows_done integer not null default 0,
    created integer not null default 0,
    updated integer not null default 0,
    transferred integer not null default 0,
    unchanged integer not null default 0,
    deactivated integer not null default 0,
    failed integer not null default 0,
    problem varchar(60),
    problem_arguments text[] not null default '{}',
    started_by uuid not null references account,
    created_at timestamptz not null,
    seen_alive_at timestamptz,
    finished_at timestamptz,
    version bigint not null
);
create index roster_import_newest on roster_import (organization_id, created_at desc, id);
create index roster_import_waiting on roster_import (created_at) where state in ('QUEUED', 'RUNNING');
comment on table roster_import is '花名册导入任务 A roster that comes in from a spreadsheet';
comment on column roster_import.dry_run is '只试算，不改数据 Only says what would happen';
comment on column roster_import.deactivate_missing is '表中没有的在册党员转为离开 Members whom the file lacks leave';

create table roster_import_fault (
    import_id uuid not null references roster_import,
    sequence integer not null,
    row_number integer not null,
    column_name varchar(12),
    header varchar(60),
    value varchar(80),
    code varchar(60) not null,
    arguments text[] not null default '{}',
    primary key (import_id, sequence)
);
create index roster_import_fault_by_row on roster_import_fault (import_id, row_number, sequence);
comment on table roster_import_fault is '导入中逐行逐列的错误 What is wrong in which cell; protected values are masked';

create table roster_import_seen (
    import_id uuid not null,
    natural_key bytea not null,
    row_number integer not null,
    primary key (import_id, natural_key)
);
comment on table roster_import_seen is '任务运行中已见到的行 The keys a running import has seen; empty between runs';

create table roster_import_member (
    import_id uuid not null,
    member_id uuid not null,
    primary key (import_id, member_id)
);
comment on table roster_import_member is '任务运行中表里有的党员 Whom a running import has found in its file; empty between runs';
