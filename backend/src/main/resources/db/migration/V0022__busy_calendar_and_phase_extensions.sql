-- When organisations cannot study, and phases that last longer than was planned: what was, what is proposed, what was done.

create table busy_period (
    id uuid primary key,
    organization_id uuid not null references organization,
    from_date date not null,
    to_date date not null check (to_date >= from_date and to_date - from_date <= 366),
    half varchar(2) check (half in ('AM', 'PM')),
    reason varchar(60) not null,
    noted_by varchar(60) not null,
    version bigint not null
);
create index busy_period_of_organization on busy_period (organization_id, from_date, id);
create index busy_period_by_date on busy_period (from_date, id);
comment on table busy_period is '农忙和重点工作日历：该组织及其下级在此期间不排学习 When an organisation and all below it do not study';
comment on column busy_period.half is '空为全天 Null: the whole day';
comment on column busy_period.reason is '如春耕 Such as spring ploughing';

create table phase_change (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    batch_id uuid not null references batch,
    phase varchar(14) not null check (phase in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    shifted boolean not null,
    was_starts_on date not null,
    was_ends_on date not null,
    starts_on date not null,
    ends_on date not null,
    reason varchar(200) not null,
    document_number varchar(60) not null,
    document_title varchar(120) not null,
    changed_by varchar(60) not null,
    changed_at timestamptz not null
);
create index phase_change_newest on phase_change (campaign_id, changed_at desc, id desc);
comment on table phase_change is '阶段起止日期的变动：原计划、原因、依据文件 How a phase''s dates changed: what was planned, why, and what ordered it';
comment on column phase_change.shifted is '因前一阶段延长而顺延 Moved along with an earlier phase that was extended';

create table phase_extension (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    batch_id uuid not null references batch,
    batch_version bigint not null,
    phase varchar(14) not null check (phase in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    was_ends_on date not null,
    new_ends_on date not null check (new_ends_on > was_ends_on),
    later_phases varchar(5) not null check (later_phases in ('SHIFT', 'KEEP')),
    reason varchar(200) not null,
    document_number varchar(60) not null,
    document_title varchar(120) not null,
    state varchar(10) not null
        check (state in ('QUEUED', 'RUNNING', 'PROPOSED', 'APPLYING', 'APPLIED', 'FAILED', 'SUPERSEDED')),
    problem varchar(60),
    branches_total integer not null default 0,
    branches_done integer not null default 0,
    ordered_by uuid not null references account,
    applied_by uuid references account,
    created_at timestamptz not null,
    seen_alive_at timestamptz,
    applied_at timestamptz,
    finished_at timestamptz,
    version bigint not null
);
create index phase_extension_newest on phase_extension (campaign_id, created_at desc, id desc);
create index phase_extension_of_batch on phase_extension (batch_id, created_at desc);
create index phase_extension_waiting on phase_extension (created_at) where state in ('QUEUED', 'RUNNING', 'APPLYING');
comment on table phase_extension is '延长阶段：先试算各支部怎样补排学习，再执行 A phase made longer: what each branch would study more, then done';
comment on column phase_extension.batch_version is '试算所依据的批次版本 The batch''s version that the proposal rests on';

create table extension_branch (
    branch_id uuid not null references organization,
    extension_id uuid not null references phase_extension,
    members integer not null default 0,
    needed integer not null default 0,
    proposed integer not null default 0,
    short_before integer not null default 0,
    short_after integer not null default 0,
    computed_at timestamptz,
    planned integer,
    planned_at timestamptz,
    primary key (branch_id, extension_id),
    check ((planned is null) = (planned_at is null))
);
create index extension_branch_short on extension_branch (extension_id, short_after desc, branch_id desc);
create index extension_branch_to_compute on extension_branch (extension_id, branch_id) where computed_at is null;
create index extension_branch_to_plan on extension_branch (extension_id, branch_id) where planned_at is null;
comment on table extension_branch is '延长阶段对一个支部的影响 What an extension means for a branch';
comment on column extension_branch.needed is '学时差得最多的党员还需要的半天数 Half-days that the member who lacks most needs';
comment on column extension_branch.proposed is '试算时建议补排的半天数 Half-days proposed';
comment on column extension_branch.planned is '执行时实际排入的半天数 Half-days planned when it was carried out';

create table extension_session (
    branch_id uuid not null,
    extension_id uuid not null,
    date date not null,
    half varchar(2) not null check (half in ('AM', 'PM')),
    starts_at time not null,
    minutes integer not null check (minutes > 0),
    primary key (branch_id, extension_id, date, half),
    foreign key (branch_id, extension_id) references extension_branch
);
comment on table extension_session is '建议补排（执行后为已排入）的半天 The half-days proposed, or once carried out those planned';
comment on column extension_session.starts_at is '中国时间 China''s time';
