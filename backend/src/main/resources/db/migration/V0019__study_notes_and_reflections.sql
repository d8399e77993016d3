create table writing (
    id uuid primary key,
    kind varchar(10) not null check (kind in ('NOTE', 'REFLECTION')),
    campaign_id uuid not null references campaign,
    member_id uuid not null references member,
    branch_id uuid not null references organization,
    phase varchar(13) not null check (phase in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    session_id uuid references study_session,
    title varchar(120) not null,
    text text not null check (char_length(text) <= 30000),
    attachments integer not null default 0 check (attachments between 0 and 9),
    state varchar(9) not null check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'WITHDRAWN')),
    edition integer not null default 0,
    handed_in_id uuid,
    entered_by varchar(60),
    entered_by_id uuid,
    created_at timestamptz not null,
    edited_at timestamptz not null,
    moved_at timestamptz not null,
    submitted_at timestamptz,
    decided_at timestamptz,
    decided_by varchar(60),
    comment varchar(1000),
    version bigint not null,
    check (state not in ('SUBMITTED', 'RETURNED', 'ACCEPTED') or handed_in_id is not null),
    check (state <> 'RETURNED' or comment is not null),
    check ((entered_by is null) = (entered_by_id is null))
);
create index writing_of_member on writing (member_id, moved_at desc, id desc);
create index writing_of_branch on writing (branch_id, state, moved_at, id);
create index writing_counted on writing (campaign_id, branch_id, phase, kind, state);
create index writing_of_session on writing (session_id) where session_id is not null;
create index writing_entered on writing (entered_by_id) where entered_by_id is not null;
comment on table writing is '学习笔记和心得体会 Study notes and reflections; a draft is its author''s alone';
comment on column writing.branch_id is '审阅支部：通过前随党员转移，通过后不变 The reviewing branch: follows the member until accepted';
comment on column writing.text is '正在写的文本；已提交的文本在 writing_version What is being written; what was handed in stands in writing_version';
comment on column writing.entered_by is '代录人（纸质笔记）Who keyed in a paper note for the member';
comment on column writing.moved_at is '进入当前状态的时间 When it came into its state';

create table writing_version (
    id uuid primary key,
    writing_id uuid not null references writing,
    edition integer not null check (edition > 0),
    title varchar(120) not null,
    text text not null check (char_length(text) <= 30000),
    submitted_by varchar(60) not null,
    submitted_at timestamptz not null,
    constraint writing_version_unique unique (writing_id, edition)
);
alter table writing add constraint writing_handed_in foreign key (handed_in_id) references writing_version;
comment on table writing_version is '每次提交的文本 The text of every submission';

create table writing_attachment (
    id uuid primary key,
    writing_id uuid not null references writing,
    file_id uuid not null references stored_file,
    added_by varchar(60) not null,
    added_at timestamptz not null
);
create index writing_attachment_of on writing_attachment (writing_id, added_at desc, id desc);
comment on table writing_attachment is '手写稿照片或 PDF Photos or PDFs of a handwritten text';

create table writing_sketch (
    writing_id uuid primary key references writing,
    bands integer[] not null
);
create index writing_sketch_bands on writing_sketch using gin (bands) with (fastupdate = off);
comment on table writing_sketch is '查找相近文本用的摘要 What near-duplicates are found by; derived from the text handed in last';
comment on column writing_sketch.bands is '42 组 MinHash 值，各含活动与组号 Hashes of 42 bands, the campaign and the band''s number in each';
