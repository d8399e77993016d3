create table study_session (
    id uuid primary key,
    campaign_id uuid not null references campaign,
    organization_id uuid not null references organization,
    title varchar(120) not null,
    topic varchar(120),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    date date not null,
    half varchar(2) not null check (half in ('AM', 'PM')),
    place varchar(120),
    presenter varchar(60),
    agenda varchar(4000),
    state varchar(10) not null check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    cancel_reason varchar(200),
    roll_taken_at timestamptz,
    roll_taken_by varchar(60),
    expected integer not null default 0,
    attended integer not null default 0 check (attended between 0 and expected),
    minutes_version integer not null default 0,
    version bigint not null,
    check (state <> 'CANCELLED' or cancel_reason is not null),
    check (roll_taken_at is null or state = 'HELD')
);
create index study_session_latest on study_session (organization_id, starts_at desc, id desc);
create index study_session_by_time on study_session (starts_at desc, id desc);
comment on table study_session is '集中学习 A planned or held session of a branch';
comment on column study_session.date is '计入的日期（中国时间）The day it counts for, in China';

create table attendance (
    session_id uuid not null references study_session,
    member_id uuid not null references member,
    status varchar(8) not null check (status in ('PRESENT', 'LATE', 'LEAVE', 'ABSENT')),
    arrived_at timestamptz,
    leave_reason varchar(200),
    primary key (session_id, member_id),
    check ((status = 'LATE') = (arrived_at is not null))
);
create index attendance_of_member on attendance (member_id);
comment on table attendance is '考勤 Whether a member was at a session';

create table attendance_correction (
    id uuid primary key,
    session_id uuid not null references study_session,
    member_id uuid not null references member,
    was varchar(8),
    corrected varchar(8) not null,
    reason varchar(200) not null,
    corrected_by varchar(60) not null,
    corrected_at timestamptz not null
);
create index attendance_correction_of_session on attendance_correction (session_id, corrected_at desc);
comment on table attendance_correction is '考勤更正 What a roll said before it was corrected';

create table half_day_credit (
    campaign_id uuid not null references campaign,
    member_id uuid not null references member,
    date date not null,
    half varchar(2) not null,
    minutes integer not null check (minutes between 0 and 480),
    primary key (campaign_id, member_id, date, half)
);
comment on table half_day_credit is '每名党员每半天计入的分钟数；主键保证不重复计 Minutes per member and half-day, never twice';

create table member_hours (
    campaign_id uuid not null references campaign,
    member_id uuid not null references member,
    minutes integer not null check (minutes >= 0),
    half_days integer not null check (half_days >= 0),
    primary key (campaign_id, member_id)
);
comment on table member_hours is '党员在活动中的累计学时（分钟）The sum of a member''s half-day credits';

create table minutes (
    id uuid primary key,
    session_id uuid not null references study_session,
    edition integer not null check (edition > 0),
    text text not null,
    written_by varchar(60) not null,
    written_at timestamptz not null,
    constraint minutes_edition_unique unique (session_id, edition)
);
comment on table minutes is '会议记录，每次修改存一版 Minutes; every change is a version';
