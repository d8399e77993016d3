-- What is due reaches people: marks of what they have looked at, and a digest by e-mail for those who want one.

create table due_seen (
    account_id uuid not null references account,
    kind varchar(40) not null,
    target_id uuid not null,
    seen_at timestamptz not null,
    primary key (account_id, kind, target_id)
);
comment on table due_seen is '看过的待办；看过不等于办完 What somebody has looked at of what is due for them; it stays due';
comment on column due_seen.kind is '待办种类，如 ROLL_MISSING The kind of thing, as the interface names it';

create table reminder_settings (
    account_id uuid primary key references account,
    email_secret bytea,
    email_masked varchar(254),
    email_verified_at timestamptz,
    frequency varchar(8) not null check (frequency in ('DAILY', 'WEEKLY', 'OFF')),
    quiet_from time not null,
    quiet_until time not null,
    version bigint not null,
    check ((email_secret is null) = (email_masked is null)),
    check ((email_secret is null) = (email_verified_at is null))
);
create index reminder_settings_wanted on reminder_settings (frequency, account_id) where email_secret is not null;
comment on table reminder_settings is '提醒设置 How an account wants to be reminded; none stands for the defaults without an address';
comment on column reminder_settings.email_secret is '已验证的邮箱地址密文 AES-256-GCM; only an address that was verified stands here';
comment on column reminder_settings.quiet_from is '免打扰时段起，北京时间 Quiet hours in Asia/Shanghai; equal ends mean none';

create table email_verification (
    account_id uuid primary key references account,
    email_secret bytea not null,
    email_masked varchar(254) not null,
    code_hash bytea not null,
    expires_at timestamptz not null
);
create index email_verification_by_end on email_verification (expires_at);
comment on table email_verification is '等待验证的邮箱地址 An address to which a code went and that has not come back yet';
comment on column email_verification.code_hash is '验证码的带密钥摘要 Keyed hash of the code';

create table reminder_digest (
    account_id uuid not null references account,
    day date not null,
    state varchar(8) not null check (state in ('PENDING', 'SENDING', 'SENT', 'EMPTY', 'FAILED', 'UNKNOWN', 'LAPSED')),
    attempts integer not null default 0,
    not_before timestamptz not null,
    claimed_at timestamptz,
    ended_at timestamptz,
    primary key (account_id, day)
);
create index reminder_digest_waiting on reminder_digest (not_before, account_id) where state = 'PENDING';
create index reminder_digest_on_its_way on reminder_digest (claimed_at) where state = 'SENDING';
create index reminder_digest_by_day on reminder_digest (day);
comment on table reminder_digest is '待发和已发的提醒邮件，每个账号每天至多一封 The outbox of digests: at most one for an account and day';
comment on column reminder_digest.state is 'SENDING 表示已交出、结果未记；超时转为 UNKNOWN，不再重发 SENDING is handed over, outcome not noted; after a while UNKNOWN, never sent again. EMPTY: nothing was due. LAPSED: its day is over, or it is not wanted any more';

create table reminded (
    account_id uuid not null references account,
    kind varchar(40) not null,
    target_id uuid not null,
    due_on date,
    primary key (account_id, kind, target_id)
);
comment on table reminded is '上一封提醒邮件里的待办，下一封只简要列出 What the last digest held; the next one says it in short as long as its due date is the same';
