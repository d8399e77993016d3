alter table attendance add column means varchar(5) not null default 'ROLL' check (means in ('ROLL', 'CODE', 'SHEET'));
alter table attendance alter column means drop default;
comment on column attendance.means is '登记方式：点名、扫码、签到表 How it came in: by roll, by code or from a sheet';
create index attendance_of_branch on attendance (branch_id, member_id);

alter table session_branch add column checked_in integer not null default 0 check (checked_in >= 0);
comment on column session_branch.checked_in is '已扫码签到人数 How many have checked in by code';

create table check_in (
    session_id uuid not null,
    member_id uuid not null references member,
    branch_id uuid not null,
    window_from timestamptz not null,
    arrived_at timestamptz not null,
    status varchar(8) not null check (status in ('PRESENT', 'LATE')),
    account_id uuid not null references account,
    constraint check_in_once primary key (session_id, member_id),
    foreign key (branch_id, session_id) references session_branch (branch_id, session_id)
);
create index check_in_of_branch on check_in (branch_id, session_id);
comment on table check_in is '扫码签到：每人每次学习一次 The use of a shown code: one per member and session';
comment on column check_in.window_from is '所用签到码开始显示的时间 When the code that was used began to be shown';
comment on column check_in.account_id is '用哪个账号签到 The account that used it';

create sequence attendance_sheet_number;
create table attendance_sheet (
    id uuid primary key,
    branch_id uuid not null,
    session_id uuid not null,
    number bigint not null check (number between 0 and 34359738367),
    member_ids uuid[] not null,
    printed_at timestamptz not null,
    printed_by varchar(60) not null,
    constraint attendance_sheet_number_unique unique (number),
    foreign key (branch_id, session_id) references session_branch (branch_id, session_id)
);
create index attendance_sheet_of_session on attendance_sheet (session_id, branch_id, printed_at desc, id desc);
comment on table attendance_sheet is '打印的签到表 A printed sheet: who stands on it, in its order';
comment on column attendance_sheet.number is '编号，短码由它算出 The number that its short code is computed from';
comment on column attendance_sheet.member_ids is '表上的党员，按表上的次序 The members on it in its order';

create table leave_request (
    id uuid primary key,
    branch_id uuid not null,
    session_id uuid not null references study_session,
    member_id uuid not null references member,
    reason varchar(200) not null,
    state varchar(9) not null check (state in ('ASKED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    asked_by varchar(60) not null,
    asking_account uuid not null,
    asked_at timestamptz not null,
    decided_by varchar(60),
    decided_at timestamptz,
    words varchar(200),
    version bigint not null,
    foreign key (branch_id, session_id) references session_branch (branch_id, session_id),
    check ((state = 'ASKED') = (decided_at is null)),
    check (state <> 'REFUSED' or words is not null)
);
create unique index leave_request_once on leave_request (session_id, member_id) where state in ('ASKED', 'APPROVED');
create index leave_request_of_branch on leave_request (branch_id, asked_at desc, id desc);
create index leave_request_of_member on leave_request (member_id, asked_at desc, id desc);
create index leave_request_open on leave_request (branch_id) where state = 'ASKED';
comment on table leave_request is '请假：事由、审批人和结果 Leave from a session: its reason, who decided and how';
comment on column leave_request.asking_account is '由哪个账号提出，可代为提出 The account that asked; may ask for somebody else';
comment on column leave_request.words is '审批意见 What was said in deciding';

-- A stay is from arrival to the end; sessions that were cancelled are none.
create view attendance_stay as
select a.branch_id, a.session_id, a.member_id, coalesce(a.arrived_at, s.starts_at) as from_time, s.ends_at as to_time, s.starts_at
from attendance a join study_session s on s.id = a.session_id
where a.status in ('PRESENT', 'LATE') and s.state <> 'CANCELLED';
comment on view attendance_stay is '出席的时段 Who was where and when';

create view attendance_contradiction as
select 'TWO_ROOMS' as kind, one.branch_id, one.member_id, one.session_id, other.session_id as other_session_id,
       one.from_time, one.to_time, other.from_time as other_from, other.to_time as other_to, one.starts_at
from attendance_stay one
join attendance_stay other on other.member_id = one.member_id and other.session_id <> one.session_id
    and other.from_time < one.to_time and one.from_time < other.to_time
where other.branch_id <> one.branch_id or one.session_id < other.session_id
union all
select 'LEAVE_AND_PRESENT', l.branch_id, l.member_id, l.session_id, l.session_id,
       s.starts_at, s.ends_at, s.starts_at, s.ends_at, s.starts_at
from leave_request l join study_session s on s.id = l.session_id
where l.state = 'APPROVED' and s.state <> 'CANCELLED'
  and (exists (select 1 from attendance a where a.session_id = l.session_id and a.member_id = l.member_id
               and a.status in ('PRESENT', 'LATE'))
       or exists (select 1 from check_in c where c.session_id = l.session_id and c.member_id = l.member_id))
union all
select 'CODE_AND_ABSENT', c.branch_id, c.member_id, c.session_id, c.session_id,
       s.starts_at, s.ends_at, c.arrived_at, s.ends_at, s.starts_at
from check_in c
join attendance a on a.session_id = c.session_id and a.member_id = c.member_id and a.status = 'ABSENT'
join study_session s on s.id = c.session_id
where s.state <> 'CANCELLED'
union all
select 'MADE_UP_ELSEWHERE', u.branch_id, u.member_id, u.session_id, other.session_id,
       u.from_time, u.to_time, other.from_time, other.to_time, s.starts_at
from make_up u
join study_session s on s.id = u.session_id
join attendance_stay other on other.member_id = u.member_id and other.session_id <> u.session_id
    and other.from_time < u.to_time and u.from_time < other.to_time
where u.retracted_at is null;
comment on view attendance_contradiction is '考勤矛盾，由记录算出 What the records of attendance say against each other';
