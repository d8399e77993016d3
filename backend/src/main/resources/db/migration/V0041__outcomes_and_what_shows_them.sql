-- Results for the public: an indicator with its baseline and source, and what was measured since. OUT-1.
create table outcome (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    title varchar(120) not null,
    text varchar(2000),
    field varchar(30) not null,
    integration varchar(30) not null,
    indicator varchar(120) not null,
    unit varchar(20) not null,
    baseline_value numeric(18, 4) not null,
    baseline_on date not null,
    baseline_source varchar(200) not null,
    target_value numeric(18, 4),
    beneficiaries varchar(200),
    beneficiary_count integer check (beneficiary_count between 0 and 100000000),
    withdraw_reason varchar(200),
    recorded_by varchar(60) not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null
);
create index outcome_of_organization on outcome (organization_id, created_at desc, id desc);
create index outcome_newest on outcome (created_at desc, id desc);
comment on table outcome is '实效：为群众办成的事，有指标、有基数、有来源 A result for the public, with indicator, baseline and source';
comment on column outcome.field is '五个方面之一，见活动模板 One of the template''s fields';
comment on column outcome.integration is '五个结合之一，见活动模板 One of the template''s integrations';
comment on column outcome.withdraw_reason is '撤下的原因；没有则有效 Why it was withdrawn; none: it stands';

create table outcome_value (
    id uuid primary key,
    outcome_id uuid not null references outcome,
    observed_on date not null,
    value numeric(18, 4) not null,
    source varchar(200) not null,
    corrects_id uuid unique references outcome_value,
    recorded_by varchar(60) not null,
    recorded_at timestamptz not null
);
create index outcome_value_of_outcome on outcome_value (outcome_id, observed_on desc, id desc);
comment on table outcome_value is '指标的数值，更正时另记一笔，原数保留 What was measured; a correction is a line of its own and keeps what it corrects';

create table outcome_tie (
    outcome_id uuid not null references outcome,
    item_id uuid not null references rectification_item,
    measure_id uuid references measure,
    at timestamptz not null,
    primary key (outcome_id, item_id)
);
create index outcome_tie_of_item on outcome_tie (item_id, outcome_id);
create index outcome_tie_of_measure on outcome_tie (measure_id) where measure_id is not null;
comment on table outcome_tie is '由哪些整改事项、措施而来 The items, and where known the measures, it came of';
