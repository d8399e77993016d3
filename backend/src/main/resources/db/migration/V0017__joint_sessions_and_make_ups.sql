alter table study_session add column kind varchar(12) not null default 'STUDY'
    check (kind in ('STUDY', 'MOBILISATION', 'TRAINING'));
alter table study_session alter column kind drop default;
comment on table study_session is '集中学习 A planned or held session of a branch, or of a higher organisation for several branches';
comment on column study_session.kind is '学习、动员会或骨干培训 Study, mobilisation meeting or training of the backbone';

create table session_branch (
    branch_id uuid not null references organization,
    session_id uuid not null references study_session,
    roll_taken_at timestamptz,
    roll_taken_by varchar(60),
    expected integer not null default 0,
    attended integer not null default 0 check (attended between 0 and expected),
    version bigint not null,
    primary key (branch_id, session_id),
    constraint session_branch_of_session unique (session_id, branch_id)
);
comment on table session_branch is '参加学习的支部，每支部一份考勤 A branch that a session covers, with its own roll';

insert into session_branch (branch_id, session_id, roll_taken_at, roll_taken_by, expected, attended, version)
select organization_id, id, roll_taken_at, roll_taken_by, expected, attended, version from study_session;
alter table study_session
    drop column roll_taken_at, drop column roll_taken_by, drop column expected, drop column attended;

alter table attendance add column branch_id uuid;
update attendance a set branch_id = s.organization_id from study_session s where s.id = a.session_id;
alter table attendance alter column branch_id set not null;
alter table attendance add foreign key (branch_id, session_id) references session_branch (branch_id, session_id);
alter table attendance drop constraint attendance_status_check;
alter table attendance add check (status in ('PRESENT', 'LATE', 'LEAVE', 'ABSENT', 'MADE_UP'));
comment on column attendance.branch_id is '记在哪个支部的考勤上 The branch whose roll the entry stands on';

create table make_up (
    id uuid primary key,
    branch_id uuid not null references organization,
    session_id uuid not null references study_session,
    member_id uuid not null references member,
    missed_as varchar(8) not null check (missed_as in ('LEAVE', 'ABSENT')),
    from_time timestamptz not null,
    to_time timestamptz not null check (to_time > from_time),
    how varchar(200) not null,
    certified_by varchar(60) not null,
    certified_at timestamptz not null,
    retracted_at timestamptz,
    retracted_by varchar(60),
    retract_reason varchar(200),
    version bigint not null,
    check ((retracted_at is null) = (retract_reason is null))
);
create unique index make_up_once on make_up (session_id, member_id) where retracted_at is null;
create index make_up_of_member on make_up (member_id);
create index make_up_of_session on make_up (session_id, from_time desc, id desc);
comment on table make_up is '补课：对应缺席的那一次学习，计一次 A make-up of a missed session; counts once';

create table session_correction (
    id uuid primary key,
    session_id uuid not null references study_session,
    was_from timestamptz not null,
    was_to timestamptz not null,
    from_time timestamptz not null,
    to_time timestamptz not null,
    reason varchar(200) not null,
    corrected_by varchar(60) not null,
    corrected_at timestamptz not null
);
create index session_correction_of_session on session_correction (session_id, corrected_at desc, id desc);
comment on table session_correction is '实际起止时间的更正 What the times of a held session were before they were corrected';
