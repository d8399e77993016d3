-- Opinions of members and the public, by link, poster or paper, and what they are answered. Nothing tells who sent one. APP-3.
create table opinion_call (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    title varchar(120) not null,
    invitation varchar(2000) not null,
    code varchar(9) not null unique,
    opens_on date not null,
    closes_on date not null,
    state varchar(6) not null check (state in ('OPEN', 'CLOSED')),
    created_by varchar(60) not null,
    created_at timestamptz not null,
    version bigint not null,
    check (opens_on <= closes_on)
);
create index opinion_call_of_organization on opinion_call (organization_id, created_at desc, id desc);
comment on table opinion_call is '征求意见：一次向党员和群众征求意见 A call for the opinions of members and the public';
comment on column opinion_call.code is '公开短码，印在二维码和链接里，如 K7QM-4TXD The public code in the link and the QR code; random';
comment on column opinion_call.closes_on is '截止日期，含当日 The last day, inclusive';

create table opinion_group (
    id uuid primary key,
    organization_id uuid not null references organization,
    call_id uuid not null references opinion_call,
    title varchar(120) not null,
    answer varchar(2000),
    answered_on date,
    merged_into_id uuid references opinion_group,
    created_by varchar(60) not null,
    created_at timestamptz not null,
    version bigint not null,
    check ((answer is null) = (answered_on is null)),
    check (merged_into_id <> id),
    check (merged_into_id is null or answer is null)
);
create index opinion_group_of_call on opinion_group (call_id, created_at desc, id desc);
create index opinion_group_of_organization on opinion_group (organization_id, created_at desc, id desc);
create index opinion_group_merged on opinion_group (merged_into_id) where merged_into_id is not null;
comment on table opinion_group is '归并：说同一件事的意见放在一起答复 Opinions that say the same, answered together';
comment on column opinion_group.title is '办公室自己的话，公开显示 In the office''s own words; shown to the public';
comment on column opinion_group.answer is '公开答复，以组织名义 The public answer, by the organisation and no person';
comment on column opinion_group.merged_into_id is '已并入哪一组 The group that it was merged into';

create table opinion (
    id uuid primary key,
    organization_id uuid not null references organization,
    call_id uuid not null references opinion_call,
    source varchar(6) not null check (source in ('PUBLIC', 'MEMBER', 'PAPER')),
    dimension varchar(14) check (dimension in ('ROLE_MODEL', 'SERVANT_SPIRIT', 'DEVELOPMENT', 'WORK_STYLE', 'INTEGRITY')),
    text varchar(2000) not null,
    contact_secret bytea,
    receipt_hash bytea unique,
    member_id uuid references member,
    keyed_by varchar(60),
    received_on date not null,
    group_id uuid references opinion_group,
    answer varchar(2000),
    answered_on date,
    set_aside_reason varchar(200),
    version bigint not null,
    check ((answer is null) = (answered_on is null)),
    check (set_aside_reason is null or (group_id is null and answer is null)),
    check (member_id is null or source = 'MEMBER'),
    check ((keyed_by is not null) = (source = 'PAPER'))
);
create index opinion_of_organization on opinion (organization_id, received_on desc, id desc);
create index opinion_of_call on opinion (call_id, received_on desc, id desc);
create index opinion_of_day on opinion (call_id, received_on) where source = 'PUBLIC';
create index opinion_of_group on opinion (group_id, id desc) where group_id is not null;
create index opinion_unanswered on opinion (organization_id, call_id) where answer is null and set_aside_reason is null;
comment on table opinion is '意见；不存发送人的地址、设备和账号 An opinion; neither address, device nor account of its sender is kept';
comment on column opinion.contact_secret is '自愿留下的联系方式，加密 How to reach the sender, if they wished; encrypted';
comment on column opinion.receipt_hash is '回执号的带密钥摘要 A keyed hash of the receipt number';
comment on column opinion.member_id is '署名的党员；不署名为空 The member, where they signed it';
comment on column opinion.keyed_by is '录入纸质意见的人 Who keyed in what came on paper';
comment on column opinion.set_aside_reason is '不办理的理由，凭回执可见 Why nothing follows from it; shown with the receipt';

create table opinion_photo (
    id uuid primary key,
    organization_id uuid not null references organization,
    opinion_id uuid not null references opinion,
    file_id uuid not null references stored_file
);
create index opinion_photo_of_opinion on opinion_photo (opinion_id, id);
comment on table opinion_photo is '随意见附的照片，已去除拍摄信息 Pictures that came with an opinion, without what the camera wrote into them';

create table opinion_grouping (
    id uuid primary key,
    organization_id uuid not null references organization,
    opinion_id uuid not null references opinion,
    group_id uuid not null references opinion_group,
    step varchar(6) not null check (step in ('JOINED', 'LEFT', 'MERGED')),
    by_name varchar(60) not null,
    at timestamptz not null
);
create index opinion_grouping_of_opinion on opinion_grouping (opinion_id, id);
create index opinion_grouping_of_group on opinion_grouping (group_id, id);
comment on table opinion_grouping is '归并的经过，只增不改 How an opinion came into and out of groups; only added to';
