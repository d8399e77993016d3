create table stored_file (
    id uuid primary key,
    name varchar(200) not null,
    media_type varchar(120) not null,
    size bigint not null check (size >= 0),
    sha256 bytea not null,
    stored_at timestamptz not null
);
comment on table stored_file is '文件 Facts of a file; the bytes are in stored_file_chunk';

create table stored_file_chunk (
    file_id uuid not null,
    sequence integer not null,
    content bytea not null,
    primary key (file_id, sequence)
);
alter table stored_file_chunk alter column content set storage external;
comment on table stored_file_chunk is '文件内容，每块 256 KiB A file''s bytes in order';

create table idempotency_record (
    place bytea primary key,
    fingerprint bytea not null,
    status integer not null,
    body text,
    location varchar(200),
    etag varchar(80),
    stored_at timestamptz not null
);
create index idempotency_record_by_age on idempotency_record (stored_at);
comment on table idempotency_record is '幂等键已给出的答复，保留一天 The answer given for an idempotency key, kept for a day';
comment on column idempotency_record.place is 'SHA-256 of caller, operation and key';

create table audit_event (
    id uuid primary key,
    at timestamptz not null,
    account_id uuid,
    action varchar(60) not null,
    subject_type varchar(40) not null,
    subject_id uuid not null,
    organization_id uuid,
    detail varchar(2000)
);
create index audit_event_of_subject on audit_event (subject_id, at);
comment on table audit_event is '审计：谁在何时对什么做了什么 Who did or read what';
