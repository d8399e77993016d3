-- A discussion goes on to requirements: rounds of contributions, refining, voting, adoption. DIS-1, DIS-3.
alter table discussion drop constraint discussion_state_check;
alter table discussion
    add constraint discussion_state_check
        check (state in ('DRAFT', 'OPEN', 'REFINING', 'VOTING', 'ADOPTED', 'CLOSED')),
    add phase varchar(13) not null default 'STUDY' check (phase in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    add round integer not null default 1 check (round > 0);
comment on column discussion.phase is '所在阶段 The phase it is held in';
comment on column discussion.round is '第几轮发言，重新开放时加一 The round of contributions; opened anew, the next begins';

alter table contribution
    add round integer not null default 1 check (round > 0),
    add supporters integer not null default 0 check (supporters >= 0),
    add dropped_by varchar(60),
    add dropped_at timestamptz,
    add drop_reason varchar(200),
    add check ((dropped_at is null) = (dropped_by is null) and (dropped_at is null) = (drop_reason is null));
comment on column contribution.supporters is '附议人数 How many members support it';
comment on column contribution.drop_reason is '未采纳的理由 Why it goes into no requirement';

create table contribution_support (
    contribution_id uuid not null references contribution,
    member_id uuid not null references member,
    at timestamptz not null,
    primary key (contribution_id, member_id)
);
comment on table contribution_support is '附议 A member supports what another said';

create table requirement (
    id uuid primary key,
    discussion_id uuid not null references discussion,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    ordinal integer not null,
    text varchar(1000) not null,
    edition integer not null,
    state varchar(9) not null check (state in ('DRAFT', 'ADOPTED', 'WITHDRAWN', 'MERGED', 'SPLIT')),
    state_reason varchar(200),
    derived_from_id uuid references requirement,
    for_category varchar(13) check (for_category in ('ORDINARY', 'CADRE', 'LEADING_CADRE')),
    for_trade varchar(60),
    adopted_at timestamptz,
    created_by varchar(60) not null,
    created_at timestamptz not null,
    version bigint not null,
    constraint requirement_ordinal_unique unique (discussion_id, ordinal),
    check ((state = 'ADOPTED') = (adopted_at is not null)),
    check (state <> 'WITHDRAWN' or state_reason is not null)
);
create index requirement_of_organization on requirement (organization_id, created_at desc, id desc);
create index requirement_derived on requirement (derived_from_id) where derived_from_id is not null;
comment on table requirement is '具体要求 A clause distilled from contributions, adopted by consensus';
comment on column requirement.edition is '第几稿 Counts its wordings; votes belong to one';
comment on column requirement.derived_from_id is '由上级组织的哪一条细化而来 The higher organisation''s requirement it derives from';
comment on column requirement.for_trade is '适用行业、岗位 The trade or post it is for';

create table requirement_version (
    id uuid primary key,
    requirement_id uuid not null references requirement,
    edition integer not null,
    text varchar(1000) not null,
    replaced_by varchar(60) not null,
    replaced_at timestamptz not null,
    constraint requirement_version_unique unique (requirement_id, edition)
);
comment on table requirement_version is '具体要求的早先文本 Wordings that were replaced';

create table requirement_source (
    requirement_id uuid not null references requirement,
    contribution_id uuid not null references contribution,
    added_by varchar(60) not null,
    added_at timestamptz not null,
    primary key (requirement_id, contribution_id)
);
create index requirement_source_used on requirement_source (contribution_id);
comment on table requirement_source is '来自哪些发言 The contributions a requirement was distilled from';

create table requirement_lineage (
    child_id uuid not null references requirement,
    parent_id uuid not null references requirement,
    primary key (child_id, parent_id),
    check (child_id <> parent_id)
);
create index requirement_lineage_down on requirement_lineage (parent_id);
comment on table requirement_lineage is '合并、拆分的来历 What was merged into it or split into it';

-- The yardstick of appraisal. APP-1.
create table criterion (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    ordinal integer not null,
    requirement_id uuid references requirement,
    dimension varchar(14) check (dimension in ('ROLE_MODEL', 'SERVANT_SPIRIT', 'DEVELOPMENT', 'WORK_STYLE', 'INTEGRITY')),
    generated_text varchar(1000) not null,
    text varchar(1000) not null,
    adjust_reason varchar(200),
    withdraw_reason varchar(200),
    withdrawn_at timestamptz,
    created_at timestamptz not null,
    version bigint not null,
    check (requirement_id is not null or dimension is not null),
    check (text = generated_text or adjust_reason is not null),
    check ((withdrawn_at is null) = (withdraw_reason is null))
);
create index criterion_of_organization on criterion (organization_id, campaign_id, ordinal, id);
create index criterion_of_requirement on criterion (requirement_id) where requirement_id is not null;
comment on table criterion is '对照标准 What people and organisations are measured against';
comment on column criterion.generated_text is '生成时的文字 The wording it was generated with';
comment on column criterion.adjust_reason is '调整理由 Why the wording was adjusted';

alter table rectification_item drop constraint rectification_item_origin_kind_check;
alter table rectification_item add constraint rectification_item_origin_kind_check
    check (origin_kind in ('SESSION', 'DISCUSSION', 'OPINION', 'SELF_ANALYSIS', 'REVIEW', 'VISIT', 'OTHER'));
