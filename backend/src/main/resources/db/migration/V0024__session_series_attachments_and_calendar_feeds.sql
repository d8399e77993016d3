create table session_series (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    title varchar(120) not null,
    made_by varchar(60) not null,
    made_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null
);
create index session_series_of on session_series (organization_id, made_at desc);
comment on table session_series is '一次安排的系列学习 Sessions that were planned together, week after week';
comment on column session_series.title is '标题模板，{n} 为序号，{topic} 为专题 The titles'' pattern: {n} is the ordinal, {topic} the topic';

alter table study_session
    add column series_id uuid references session_series,
    add column series_ordinal integer check (series_ordinal between 1 and 60),
    add column changed_at timestamptz not null default now(),
    add constraint study_session_ordinal check ((series_id is null) = (series_ordinal is null));
create index study_session_of_series on study_session (series_id, starts_at) where series_id is not null;
comment on column study_session.series_id is '所属系列 The series that it was planned in';
comment on column study_session.changed_at is '最近修改时间，日历订阅用 When it was last changed; calendars ask for it';

create table session_attachment (
    id uuid primary key,
    session_id uuid not null references study_session,
    file_id uuid not null references stored_file,
    note varchar(200),
    added_by varchar(60) not null,
    added_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by varchar(60),
    withdraw_reason varchar(200),
    version bigint not null,
    check ((withdrawn_at is null) = (withdrawn_by is null)),
    check ((withdrawn_at is null) = (withdraw_reason is null))
);
create index session_attachment_of on session_attachment (session_id, added_at desc, id desc);
comment on table session_attachment is '学习的照片和附件；撤下后仍保留 Photos and papers of a session; what is withdrawn is kept';

create table calendar_feed (
    id uuid primary key,
    account_id uuid not null references account,
    kind varchar(6) not null check (kind in ('MINE', 'BRANCH')),
    branch_id uuid references organization,
    token_hash bytea not null,
    made_at timestamptz not null,
    revoked_at timestamptz,
    version bigint not null,
    check ((kind = 'BRANCH') = (branch_id is not null))
);
create unique index calendar_feed_token on calendar_feed (token_hash);
create index calendar_feed_of_account on calendar_feed (account_id, made_at desc, id desc);
comment on table calendar_feed is '日历订阅：凭地址中的令牌读取，内容按订阅人的权限计算 Calendars read by the secret in their address; what they show is what their owner reaches';
comment on column calendar_feed.token_hash is '令牌的带密钥摘要 Keyed hash of the secret in the address';
