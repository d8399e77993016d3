create table discussion (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    topic_code varchar(20) not null,
    topic_title varchar(120) not null,
    title varchar(120) not null,
    closes_on date,
    close_reason varchar(200),
    state varchar(8) not null check (state in ('DRAFT', 'OPEN', 'CLOSED')),
    created_at timestamptz not null,
    version bigint not null,
    check (state <> 'CLOSED' or close_reason is not null)
);
create index discussion_newest on discussion (organization_id, created_at desc, id desc);
comment on table discussion is '大讨论 One question asked at one organisation';

create table contribution (
    id uuid primary key,
    discussion_id uuid not null references discussion,
    author_id uuid not null references member,
    recorded_by varchar(60),
    reply_to uuid references contribution,
    text varchar(4000) not null,
    edition integer not null,
    created_at timestamptz not null,
    edited_at timestamptz,
    replies integer not null default 0,
    version bigint not null
);
create index contribution_latest on contribution (discussion_id, created_at desc, id desc) where reply_to is null;
create index contribution_replies on contribution (reply_to, created_at, id);
create index contribution_speakers on contribution (discussion_id, author_id);
comment on table contribution is '发言和回复 What a member said';
comment on column contribution.recorded_by is '代记人 Who wrote it down for the author';

create table contribution_version (
    id uuid primary key,
    contribution_id uuid not null references contribution,
    edition integer not null,
    text varchar(4000) not null,
    replaced_by varchar(60) not null,
    replaced_at timestamptz not null,
    constraint contribution_version_unique unique (contribution_id, edition)
);
comment on table contribution_version is '发言的早先文本 Wordings that were replaced';
