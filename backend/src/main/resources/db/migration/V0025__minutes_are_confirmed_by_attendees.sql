alter table minutes add column written_by_id uuid;
comment on column minutes.written_by_id is '写这一版的账号 The account that wrote the version';

create table minutes_confirmation (
    session_id uuid not null references study_session,
    edition integer not null,
    member_id uuid not null references member,
    confirmed_at timestamptz not null,
    primary key (session_id, edition, member_id),
    foreign key (session_id, edition) references minutes (session_id, edition)
);
create index minutes_confirmation_of_member on minutes_confirmation (member_id);
comment on table minutes_confirmation is '出席人确认会议记录的某一版 An attendee confirms a version of the minutes';
