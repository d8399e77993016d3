-- A problem found, measured against a criterion, on an organisation or on a person. APP-4.
create table finding (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    member_id uuid references member,
    text varchar(1000) not null,
    criterion_id uuid references criterion,
    dimension varchar(14) not null
        check (dimension in ('ROLE_MODEL', 'SERVANT_SPIRIT', 'DEVELOPMENT', 'WORK_STYLE', 'INTEGRITY')),
    nature varchar(13) not null check (nature in ('MALADAPTED', 'NONCONFORMING')),
    state varchar(11) not null check (state in ('OPEN', 'HANDED_OVER', 'MERGED', 'DISMISSED', 'SETTLED')),
    state_reason varchar(200),
    merged_into_id uuid references finding,
    promise varchar(1000),
    promised_at timestamptz,
    recorded_by varchar(60) not null,
    created_at timestamptz not null,
    version bigint not null,
    check (state <> 'DISMISSED' or state_reason is not null),
    check ((state = 'MERGED') = (merged_into_id is not null)),
    check (merged_into_id <> id),
    check (state <> 'HANDED_OVER' or member_id is null),
    check (state <> 'SETTLED' or promise is not null),
    check (promise is null or member_id is not null),
    check ((promise is null) = (promised_at is null))
);
create index finding_of_organization on finding (organization_id, created_at desc, id desc) where member_id is null;
create index finding_newest on finding (created_at desc, id desc) where member_id is null;
create index finding_of_member on finding (member_id, created_at desc, id desc) where member_id is not null;
create index finding_of_criterion on finding (criterion_id) where criterion_id is not null;
create index finding_merged on finding (merged_into_id) where merged_into_id is not null;
comment on table finding is '查摆出的问题：有 member_id 的是个人问题，只有本人、所在支部书记和督导组可读 A problem found; one with member_id is personal and read by few';
comment on column finding.organization_id is '问题所在组织；个人问题为登记时所在支部 Where it was found; of a personal one, the person''s branch at that time';
comment on column finding.member_id is '问题所指的党员 The person it is about; none: it is the organisation''s';
comment on column finding.criterion_id is '对照哪条标准 What it was measured against';
comment on column finding.state_reason is '不采纳、了结的说明 Why it was dismissed or settled';
comment on column finding.merged_into_id is '并入的问题 The finding it became a part of';
comment on column finding.promise is '个人整改承诺 What the person promises to do about it';

create table finding_origin (
    id uuid primary key,
    finding_id uuid not null references finding,
    kind varchar(13) not null
        check (kind in ('SESSION', 'DISCUSSION', 'OPINION', 'SELF_ANALYSIS', 'REVIEW', 'VISIT', 'OTHER')),
    reference uuid,
    note varchar(200),
    recorded_with uuid not null references finding,
    added_at timestamptz not null
);
create index finding_origin_of on finding_origin (finding_id, added_at, id);
comment on table finding_origin is '问题的来源；合并时一并带过来，不丢失 What brought a finding to light; merging carries origins over and loses none';
comment on column finding_origin.reference is '学习、讨论等的编号 The session, discussion, opinion, self-analysis or review';
comment on column finding_origin.recorded_with is '最初随哪个问题登记 The finding it was recorded with at first';

create table item_finding (
    item_id uuid not null references rectification_item,
    finding_id uuid not null references finding,
    at timestamptz not null,
    primary key (item_id, finding_id)
);
create index item_finding_of_finding on item_finding (finding_id, item_id);
comment on table item_finding is '整改事项由哪些问题而来；取消后保留 The findings an item was raised for; kept when it is cancelled';
