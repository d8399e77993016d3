-- The way into an account: a one-time code handed over, then one's own password, and a second factor if wanted.

alter table account alter column password_hash drop not null;
alter table account add column password_changed_at timestamptz;
alter table account add column first_code_hash bytea;
alter table account add column first_code_until timestamptz;
alter table account add column totp_secret bytea;
alter table account add column totp_confirmed_at timestamptz;
alter table account add column totp_last_step bigint;
alter table account add check ((first_code_hash is null) = (first_code_until is null));
alter table account add check (totp_confirmed_at is null or totp_secret is not null);
comment on column account.first_code_hash is '一次性登录码的带密钥摘要；用后即清 Keyed hash of the one-time code; cleared when used';
comment on column account.totp_secret is '动态口令密钥密文 AES-256-GCM; the second factor counts once it is confirmed';
comment on column account.totp_last_step is '已用过的最后一个时间步，防重放 The last time step that was used; none is used twice';

create table recovery_code (
    account_id uuid not null references account,
    code_hash bytea not null,
    used_at timestamptz,
    primary key (account_id, code_hash)
);
comment on table recovery_code is '恢复码：代替动态口令，每个只能用一次 Stands in for the second factor, once each';

delete from account_session;
alter table account_session add column id uuid not null;
alter table account_session add column method varchar(16) not null check (method in ('PASSWORD', 'SECOND_FACTOR', 'SINGLE_SIGN_ON'));
alter table account_session add column address varchar(45);
alter table account_session add column user_agent varchar(200);
alter table account_session add constraint account_session_id_unique unique (id);
create index account_session_by_end on account_session (expires_at);

create table sign_in_brake (
    place bytea primary key,
    failures integer not null,
    failed_at timestamptz not null,
    open_at timestamptz not null
);
create index sign_in_brake_by_age on sign_in_brake (failed_at);
comment on table sign_in_brake is '连续登录失败后须等待的时间；只减速，不锁定 How long to wait after failures in a row; slows, never locks';
comment on column sign_in_brake.place is 'Keyed hash of user name and address, or of the user name alone';
