-- Keys that protect fields are replaced while the service runs, and kept answers are protected like the fields they repeat.

create table key_rotation (
    id uuid primary key,
    to_version integer not null check (to_version between 1 and 127),
    state varchar(12) not null check (state in ('RUNNING', 'DONE', 'FAILED', 'SUPERSEDED')),
    processed bigint not null default 0,
    refused bigint not null default 0,
    started_by uuid not null references account,
    started_at timestamptz not null,
    finished_at timestamptz,
    check ((state = 'RUNNING') = (finished_at is null))
);
create unique index key_rotation_one_at_a_time on key_rotation (state) where state = 'RUNNING';
create index key_rotation_newest on key_rotation (started_at desc, id desc);
comment on table key_rotation is '字段密钥轮换 A run that encrypts every protected field anew with the active key';
comment on column key_rotation.processed is '已重新加密的行数 Rows encrypted anew';
comment on column key_rotation.refused is '未能重新加密的行数，日志中有说明 Rows that could not be; the log names them';

-- What was kept in clear is forgotten; its keys stay, so that no request is carried out twice because of this step.
alter table idempotency_record drop column body;
alter table idempotency_record add column body_secret bytea;
comment on column idempotency_record.body_secret is '答复正文密文 The answer, encrypted: it may repeat a protected number';
comment on column idempotency_record.fingerprint is '请求的带密钥摘要 Keyed hash of the request';
