-- Votes on requirements, answers to objections, and what was counted when a requirement was adopted. DIS-5.
create table requirement_vote (
    id uuid primary key,
    requirement_id uuid not null references requirement,
    member_id uuid not null references member,
    edition integer not null check (edition > 0),
    choice varchar(7) not null check (choice in ('AGREE', 'RESERVE', 'OBJECT')),
    reason varchar(500),
    wording integer not null check (wording > 0),
    recorded_by varchar(60),
    cast_at timestamptz not null,
    answer varchar(1000),
    answered_by varchar(60),
    answered_at timestamptz,
    counted boolean not null default false,
    version bigint not null,
    constraint requirement_vote_unique unique (requirement_id, member_id),
    check (choice <> 'OBJECT' or reason is not null),
    check (answer is null or choice = 'OBJECT'),
    check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
comment on table requirement_vote is '表决：每名党员对每条要求现有的一票 A member''s one current vote on a requirement';
comment on column requirement_vote.edition is '对第几稿表决；换稿后不再计数 The wording voted on; the vote counts for no other';
comment on column requirement_vote.reason is '理由，反对必填 The reason, which an objection needs';
comment on column requirement_vote.wording is '理由第几次表述，答复只对一次有效 Counts the wordings of the reason; an answer belongs to one';
comment on column requirement_vote.recorded_by is '代记人；空为本人表决 Who entered it for the member; null where the member did';
comment on column requirement_vote.counted is '通过时计入 It was counted when the requirement was adopted';

create table requirement_vote_change (
    id uuid primary key,
    requirement_id uuid not null references requirement,
    member_id uuid not null references member,
    edition integer not null,
    choice varchar(7) not null check (choice in ('AGREE', 'RESERVE', 'OBJECT')),
    reason varchar(500),
    recorded_by varchar(60),
    cast_at timestamptz not null,
    answer varchar(1000),
    answered_by varchar(60),
    replaced_by varchar(60) not null,
    replaced_at timestamptz not null
);
create index requirement_vote_change_latest on requirement_vote_change (requirement_id, replaced_at desc, id desc);
comment on table requirement_vote_change is '改票、改答复之前的内容 Votes and answers that were replaced';

create table requirement_adoption (
    requirement_id uuid primary key references requirement,
    edition integer not null,
    roster integer not null check (roster > 0),
    agree integer not null,
    reserve integer not null,
    object integer not null,
    quorum integer not null,
    agreement integer not null,
    adopted_by varchar(60) not null,
    adopted_at timestamptz not null,
    check (agree + reserve + object between quorum and roster),
    check (agree >= agreement)
);
comment on table requirement_adoption is '通过时的名册和票数 The roster and the votes when a requirement was adopted';
comment on column requirement_adoption.quorum is '需要几人表决 How many had to vote';
comment on column requirement_adoption.agreement is '需要几票同意 How many had to agree';

-- Asked at every change of a roster and by whoever looks what is due.
create index discussion_voting on discussion (organization_id) where state = 'VOTING';
