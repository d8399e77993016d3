-- Who leads a campaign, who ties leaders to branches, the approved scheme, and what was unmet when a gate was overridden.

create table leading_group (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    office_name varchar(120),
    office_contact varchar(120),
    version bigint not null,
    constraint leading_group_unique unique (organization_id, campaign_id)
);
create index leading_group_of_campaign on leading_group (campaign_id);
comment on table leading_group is '领导小组及其办公室 Who leads a campaign at an organisation, and the office that runs it daily';
comment on column leading_group.office_contact is '办公室联系方式 How the office is reached';

create table leading_group_leader (
    group_id uuid not null references leading_group,
    ordinal integer not null,
    part varchar(6) not null check (part in ('HEAD', 'DEPUTY', 'MEMBER')),
    member_id uuid references member,
    name varchar(60) not null,
    post varchar(120),
    primary key (group_id, ordinal)
);
create unique index leading_group_one_head on leading_group_leader (group_id) where part = 'HEAD';
comment on table leading_group_leader is '组长、副组长、成员 Head, deputies and members of a leading group, in their order';

create table liaison (
    branch_id uuid not null references organization,
    id uuid not null,
    campaign_id uuid not null references campaign,
    member_id uuid references member,
    name varchar(60) not null,
    post varchar(120),
    since date not null,
    ended_on date check (ended_on >= since),
    version bigint not null,
    primary key (branch_id, id),
    constraint liaison_id_unique unique (id)
);
create index liaison_of_campaign on liaison (campaign_id, since desc, id desc);
comment on table liaison is '领导挂点 A leader tied to a branch';

create table scheme (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    phase varchar(14) check (phase in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    title varchar(200) not null,
    text varchar(20000) not null,
    state varchar(9) not null check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'RETURNED')),
    created_at timestamptz not null,
    submitted_by uuid,
    submitted_at timestamptz,
    decided_by varchar(60),
    decided_at timestamptz,
    decision_note varchar(500),
    decision_document varchar(120),
    version bigint not null,
    check ((state = 'DRAFT') = (submitted_at is null)),
    check (state not in ('APPROVED', 'RETURNED') or decided_at is not null)
);
create index scheme_newest on scheme (campaign_id, created_at desc, id desc);
create index scheme_of_organization on scheme (organization_id, campaign_id, state);
comment on table scheme is '实施方案 The plan of a campaign at an organisation, approved by a higher one';
comment on column scheme.phase is '只针对一个阶段时填写，空为整个活动 The one phase it is for; null for the whole campaign';
comment on column scheme.decision_document is '批准文号 The document that approved it, where the approval came from outside the tree';

create table phase_override (
    branch_id uuid not null references organization,
    id uuid not null,
    campaign_id uuid not null references campaign,
    from_phase varchar(14) not null,
    to_phase varchar(14) not null,
    reason varchar(500) not null,
    overridden_by varchar(60) not null,
    overridden_at timestamptz not null,
    primary key (branch_id, id),
    constraint phase_override_id_unique unique (id)
);
create index phase_override_newest on phase_override (branch_id, campaign_id, overridden_at desc, id desc);
comment on table phase_override is '上级同意提前转段的记录 A gate that somebody above opened though actions were unmet';

create table phase_override_unmet (
    override_id uuid not null references phase_override (id),
    ordinal integer not null,
    code varchar(40) not null,
    name varchar(200) not null,
    state varchar(7) not null check (state in ('UNMET', 'UNKNOWN')),
    value bigint,
    needed bigint,
    primary key (override_id, ordinal)
);
comment on table phase_override_unmet is '当时未完成的规定动作 What was unmet at the time';
comment on column phase_override_unmet.value is '当时的数值，无法统计时为空 The value then; null where it could not be measured';

create index study_session_kind on study_session (campaign_id, kind) where state = 'HELD' and kind <> 'STUDY';
