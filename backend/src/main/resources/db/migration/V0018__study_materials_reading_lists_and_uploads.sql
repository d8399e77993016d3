create table material (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    title varchar(200) not null,
    kind varchar(4) not null check (kind in ('FILE', 'LINK', 'TEXT')),
    author varchar(120),
    source varchar(200),
    text text check (char_length(text) <= 200000),
    url varchar(2000) check (url ~* '^https?://'),
    file_id uuid references stored_file,
    set_text boolean not null,
    state varchar(9) not null check (state in ('PUBLISHED', 'WITHDRAWN')),
    withdraw_reason varchar(200),
    assignments_edition integer not null default 0,
    created_by varchar(60) not null,
    created_at timestamptz not null,
    version bigint not null,
    check ((kind = 'TEXT') = (text is not null)),
    check ((kind = 'LINK') = (url is not null)),
    check ((kind = 'FILE') = (file_id is not null)),
    check ((state = 'WITHDRAWN') = (withdraw_reason is not null))
);
create index material_newest on material (campaign_id, created_at desc, id desc);
create index material_of_organization on material (organization_id, created_at desc, id desc);
create index material_all_newest on material (created_at desc, id desc);
create index material_by_title on material (title, id);
create index material_set_texts on material (campaign_id) where set_text;
comment on table material is '学习材料 A file, link or text to study; seen by everyone at or below its organisation';
comment on column material.set_text is '规定篇目：心得体会查重时遮去其中引文 A set text, whose quotations the near-duplicate search masks';
comment on column material.text is 'Markdown';
comment on column material.assignments_edition is '阅读安排改过几次 How often its place in the reading lists was changed';

create table material_assignment (
    id uuid primary key,
    material_id uuid not null references material,
    phase varchar(13) not null check (phase in ('STUDY', 'APPRAISAL', 'RECTIFICATION')),
    ordinary boolean not null,
    cadre boolean not null,
    leading_cadre boolean not null,
    required boolean not null,
    position integer not null check (position between 1 and 9999),
    check (ordinary or cadre or leading_cadre)
);
create index material_assignment_of_material on material_assignment (material_id, phase);
create index material_assignment_in_order on material_assignment (phase, position, id);
comment on table material_assignment is '阅读安排：哪个阶段、哪类党员读 In which phase which members are to read a material';
comment on column material_assignment.required is '必读，否则为选读 Must be read; else recommended';

create table material_session (
    session_id uuid not null references study_session,
    material_id uuid not null references material,
    position integer not null check (position >= 0),
    primary key (session_id, material_id)
);
create index material_session_of_material on material_session (material_id);
comment on table material_session is '集中学习用的材料，“五有”中的“有资料”由此得出 What a session studies; one row is enough to have material';

create table material_text (
    material_id uuid primary key references material,
    text text not null,
    words tsvector not null,
    due_at timestamptz,
    attempts integer not null default 0
);
create index material_text_words on material_text using gin (words);
create index material_text_due on material_text (due_at) where due_at is not null;
comment on table material_text is '材料的可检索文字，由材料得出 What of a material can be searched; derived from it';
comment on column material_text.words is '单字、二字组、词（以 = 开头），标题权重 A，正文权重 B One character, two, and whole words behind =; title A, text B';
comment on column material_text.due_at is '文件文字何时待提取，空则不待 When the file''s text is to be taken out; null when it is not';

create table upload (
    id uuid primary key,
    account_id uuid not null references account,
    name varchar(200) not null,
    length bigint not null check (length between 1 and 209715200),
    received bigint not null check (received between 0 and length),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index upload_of_account on upload (account_id);
create index upload_by_expiry on upload (expires_at);
comment on table upload is '未完成的上传（tus 1.0），内容按块存在 stored_file_chunk；过期即删 An upload under way; its bytes stand in stored_file_chunk, and expire with it';
