create table campaign_template (
    id uuid primary key,
    code varchar(60) not null,
    edition integer not null,
    name varchar(120) collate "zh-x-icu" not null,
    source varchar(2000),
    definition text not null,
    loaded_at timestamptz not null,
    constraint campaign_template_edition_unique unique (code, edition)
);
comment on table campaign_template is '活动模板 A campaign as data; every version is kept';
comment on column campaign_template.definition is 'JSON';

create table campaign (
    id uuid primary key,
    organization_id uuid not null references organization,
    template_id uuid not null references campaign_template,
    name varchar(120) collate "zh-x-icu" not null,
    starts_on date not null,
    closed_on date,
    quota_minutes integer not null check (quota_minutes >= 0),
    half_days_per_week integer not null check (half_days_per_week >= 0),
    half_day_cap_minutes integer not null check (half_day_cap_minutes > 0),
    version bigint not null
);
create index campaign_of_organization on campaign (organization_id);
comment on table campaign is '活动 A campaign of an organisation and everything below it';
comment on column campaign.quota_minutes is '每名党员应学分钟数 Minutes of study asked of each member';

create table batch (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    ordinal integer not null check (ordinal between 1 and 3),
    name varchar(60) not null,
    version bigint not null,
    constraint batch_ordinal_unique unique (campaign_id, ordinal)
);
comment on table batch is '批次 A batch of organisations';

create table batch_phase (
    batch_id uuid not null references batch,
    kind varchar(14) not null check (kind in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    primary key (batch_id, kind)
);
comment on table batch_phase is '批次各阶段的起止日期（含首尾）The dates of a batch''s phases, inclusive';

create table participation (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    branch_id uuid not null references organization,
    batch_id uuid not null references batch,
    phase varchar(14) not null,
    entered_on date not null,
    version bigint not null,
    constraint participation_unique unique (branch_id, campaign_id),
    foreign key (batch_id, phase) references batch_phase (batch_id, kind) deferrable initially deferred
);
create index participation_of_batch on participation (batch_id);
comment on table participation is '支部参加活动的情况：批次和当前阶段 A branch''s batch and its one current phase';
