-- One criterion per requirement and per check, however often they are generated. APP-1.
create unique index criterion_requirement_unique
    on criterion (organization_id, campaign_id, requirement_id) where requirement_id is not null;
create unique index criterion_check_unique
    on criterion (organization_id, campaign_id, dimension) where requirement_id is null;

create table self_analysis (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    member_id uuid not null references member,
    branch_id uuid not null references organization,
    answers text not null check (char_length(answers) <= 400000),
    text text not null check (char_length(text) <= 20000),
    state varchar(9) not null check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED')),
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
    constraint self_analysis_member_unique unique (campaign_id, member_id),
    check (state = 'DRAFT' or handed_in_id is not null),
    check (state <> 'RETURNED' or comment is not null),
    check ((entered_by is null) = (entered_by_id is null))
);
create index self_analysis_of_branch on self_analysis (branch_id, state, moved_at, id);
create index self_analysis_of_member on self_analysis (member_id, moved_at desc, id desc);
comment on table self_analysis is '党性分析，每名党员每次活动一份 A member''s self-analysis, one per campaign; a draft is its author''s alone';
comment on column self_analysis.branch_id is '审阅支部：通过前随党员转移 The branch that reads it: follows the member until accepted';
comment on column self_analysis.answers is '逐条对照，JSON What is said to each criterion, as JSON';
comment on column self_analysis.entered_by is '代录人（纸质材料）Who keyed in a paper text for the member';

create table self_analysis_version (
    id uuid primary key,
    analysis_id uuid not null references self_analysis,
    edition integer not null check (edition > 0),
    answers text not null check (char_length(answers) <= 400000),
    text text not null check (char_length(text) <= 20000),
    submitted_by varchar(60) not null,
    submitted_at timestamptz not null,
    constraint self_analysis_version_unique unique (analysis_id, edition)
);
alter table self_analysis add constraint self_analysis_handed_in foreign key (handed_in_id) references self_analysis_version;
comment on table self_analysis_version is '每次提交的党性分析 The text of every submission';

create table review (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    title varchar(120) not null,
    date date not null,
    place varchar(120),
    chair varchar(60),
    of_organization boolean not null,
    state varchar(9) not null check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    conclusion varchar(4000),
    cancel_reason varchar(200),
    created_by varchar(60) not null,
    created_at timestamptz not null,
    version bigint not null,
    check ((state = 'CANCELLED') = (cancel_reason is not null))
);
create index review_of_organization on review (organization_id, date desc, id desc);
comment on table review is '民主评议会 A branch''s meeting of democratic review';
comment on column review.of_organization is '是否评议支部本身 Whether the branch itself is reviewed';
comment on column review.chair is '主持人 Who chairs it';

create table review_subject (
    review_id uuid not null references review,
    member_id uuid not null references member,
    primary key (review_id, member_id)
);
comment on table review_subject is '被评议的党员 The members who are reviewed';

create table review_attendee (
    review_id uuid not null references review,
    member_id uuid not null references member,
    primary key (review_id, member_id)
);
comment on table review_attendee is '到会党员 The members who were there';

create table review_opinion (
    id uuid primary key,
    review_id uuid not null references review,
    branch_id uuid not null references organization,
    member_id uuid references member,
    text varchar(2000) not null,
    recorded_by varchar(60) not null,
    recorded_at timestamptz not null
);
create index review_opinion_of on review_opinion (review_id, recorded_at, id);
comment on table review_opinion is '会上听取的意见，不记提出人 What was said at the meeting; not by whom';
comment on column review_opinion.member_id is '对谁提的；空为对支部 Whom it is about; null: the branch itself';

-- Secret ballots. There is no row of a ballot: docs/ballots.md says why. APP-2.
create table ballot_box (
    id uuid primary key,
    review_id uuid not null references review,
    organization_id uuid not null references organization,
    kind varchar(12) not null check (kind in ('SATISFACTION', 'GRADE')),
    state varchar(9) not null check (state in ('OPEN', 'CLOSED', 'CANCELLED')),
    papers integer not null default 0 check (papers between 0 and 10000),
    voters integer not null check (voters >= 0),
    cancel_reason varchar(200),
    opened_by varchar(60) not null,
    opened_at timestamptz not null,
    closed_by varchar(60),
    closed_at timestamptz,
    version bigint not null,
    check ((state = 'OPEN') = (closed_at is null)),
    check ((state = 'CANCELLED') = (cancel_reason is not null))
);
create unique index ballot_box_review_unique on ballot_box (review_id) where state <> 'CANCELLED';
comment on table ballot_box is '测评票箱 A ballot box of a review';
comment on column ballot_box.papers is '录入的纸质票数 How many papers were keyed in';
comment on column ballot_box.voters is '开箱时的在册党员数 Members on the roster when it was opened';

create table ballot_question (
    box_id uuid not null references ballot_box,
    ordinal integer not null check (ordinal > 0),
    member_id uuid references member,
    criterion_id uuid references criterion,
    primary key (box_id, ordinal)
);
comment on table ballot_question is '测评项目：对支部（可按标准）或对一名党员 What is asked: about the branch, perhaps by criterion, or a member';

create table ballot_voter (
    box_id uuid not null references ballot_box,
    member_id uuid not null references member,
    voted varchar(6) not null check (voted in ('NOT', 'SCREEN', 'PAPER')),
    primary key (box_id, member_id)
);
create index ballot_voter_of_member on ballot_voter (member_id) where voted = 'NOT';
comment on table ballot_voter is '投票人：是否投过，不含怎样投 Who may vote and has voted; never how, never when';

create table ballot_tally (
    box_id uuid primary key references ballot_box,
    tally_secret bytea not null,
    papers_secret bytea not null
);
comment on table ballot_tally is '密封的计票：每投一票整体重新加密，关箱时销毁 The sealed count: encrypted anew as a whole with every vote, of one length, gone when the box closes';

create table ballot_result (
    box_id uuid not null,
    ordinal integer not null,
    choice integer not null check (choice between 1 and 4),
    ballots integer not null check (ballots >= 0),
    primary key (box_id, ordinal, choice),
    foreign key (box_id, ordinal) references ballot_question
);
comment on table ballot_result is '关箱后的结果，不足五票的项目没有 Results, written at closing; a question with fewer than five ballots has none';
