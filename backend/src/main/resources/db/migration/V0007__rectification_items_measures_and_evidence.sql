create sequence rectification_number;

create table rectification_item (
    id uuid primary key,
    number bigint not null unique,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    problem varchar(1000) not null,
    dimension varchar(14) not null
        check (dimension in ('ROLE_MODEL', 'SERVANT_SPIRIT', 'DEVELOPMENT', 'WORK_STYLE', 'INTEGRITY')),
    nature varchar(13) not null check (nature in ('MALADAPTED', 'NONCONFORMING')),
    kind varchar(9) not null check (kind in ('IMMEDIATE', 'DEADLINE', 'LONG_TERM')),
    leader_id uuid references member,
    responsible_id uuid not null references member,
    due_on date not null,
    state varchar(11) not null
        check (state in ('OPEN', 'IN_PROGRESS', 'SUBMITTED', 'RETURNED', 'CLOSED', 'REOPENED', 'CANCELLED')),
    origin_kind varchar(13) not null
        check (origin_kind in ('SESSION', 'DISCUSSION', 'OPINION', 'SELF_ANALYSIS', 'VISIT', 'OTHER')),
    origin_reference uuid,
    origin_note varchar(200),
    cancel_reason varchar(500),
    closed_at timestamptz,
    submitted_by uuid references account,
    evidence_count integer not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null,
    check ((state = 'CLOSED') = (closed_at is not null)),
    check (state <> 'CANCELLED' or cancel_reason is not null)
);
create index rectification_item_due on rectification_item (organization_id, due_on, id);
create index rectification_item_all_due on rectification_item (due_on, id);
create index rectification_item_newest on rectification_item (created_at desc, id desc);
create index rectification_item_of_person on rectification_item (responsible_id, due_on);
create index rectification_item_problem on rectification_item using gin (lower(problem) gin_trgm_ops);
comment on table rectification_item is '整改事项 A problem with one owner and one date';
comment on column rectification_item.responsible_id is '责任人 Person responsible';

create table measure (
    id uuid primary key,
    item_id uuid not null references rectification_item,
    ordinal integer not null,
    title varchar(200) not null,
    due_on date,
    state varchar(5) not null check (state in ('TODO', 'DOING', 'DONE')),
    done_at timestamptz,
    evidence_count integer not null default 0,
    constraint measure_ordinal_unique unique (item_id, ordinal),
    check ((state = 'DONE') = (done_at is not null))
);
comment on table measure is '整改措施 One thing that is done about an item';

create table evidence (
    id uuid primary key,
    item_id uuid not null references rectification_item,
    measure_id uuid references measure,
    file_id uuid not null references stored_file,
    note varchar(200),
    added_by varchar(60) not null,
    added_at timestamptz not null
);
create index evidence_of_item on evidence (item_id, added_at desc, id desc);
comment on table evidence is '佐证 A file that shows what was done';

create table rectification_log (
    id uuid primary key,
    item_id uuid not null references rectification_item,
    at timestamptz not null,
    written_by varchar(60) not null,
    kind varchar(10) not null check (kind in ('RAISED', 'TRANSITION', 'NOTE', 'MEASURE', 'EVIDENCE', 'EDIT')),
    from_state varchar(11),
    to_state varchar(11),
    note varchar(500)
);
create index rectification_log_of_item on rectification_log (item_id, at desc, id desc);
comment on table rectification_log is '办理过程，只增不减 The item''s history; nothing is taken out of it';
