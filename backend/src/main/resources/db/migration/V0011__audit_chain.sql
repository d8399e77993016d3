-- The record of who did and who read what, in chains of hashes. The trial table before it was never in use.

drop table audit_event;

create table audit_head (
    chain smallint primary key,
    sequence bigint not null,
    hash bytea not null
) with (fillfactor = 10);
insert into audit_head select n, 0, decode(repeat('00', 32), 'hex') from generate_series(0, 63) as n;
comment on table audit_head is '每条审计链的末端；写入者各取一条空闲的链，互不等待 Where each chain ends; a writer takes one that is free';

create table audit_event (
    id uuid primary key,
    chain smallint not null references audit_head,
    sequence bigint not null,
    at timestamptz not null,
    actor_kind varchar(8) not null check (actor_kind in ('PERSON', 'CLIENT', 'SYSTEM', 'NOBODY')),
    actor_id uuid,
    actor_name varchar(120),
    behalf_id uuid,
    behalf_name varchar(120),
    address varchar(45),
    request_id varchar(64),
    operation varchar(60) not null,
    reason varchar(200),
    organization_id uuid,
    subjects uuid[] not null,
    changes text not null,
    key_version smallint not null,
    previous bytea not null,
    hash bytea not null,
    constraint audit_event_place_unique unique (chain, sequence)
);
create index audit_event_by_time on audit_event (at, id);
create index audit_event_of_organization on audit_event (organization_id, at, id);
create index audit_event_of_actor on audit_event (actor_id, at, id);
create index audit_event_of_subject on audit_event using gin (subjects);
comment on table audit_event is '审计：谁（代谁）何时从何处做了或看了什么，前后如何 Who, on whose behalf, when, from where, what, before and after';
comment on column audit_event.previous is '本链上一行的 hash The hash of the row before it in its chain';
comment on column audit_event.hash is 'HMAC-SHA-256 over the row and previous, under a key that is not in the database';
comment on column audit_event.subjects is '涉及的对象与党员 The things and members that it is about';

create function audit_event_stays() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is only ever added to';
end $$;
create trigger audit_event_stays before update or delete or truncate on audit_event
    for each statement execute function audit_event_stays();

create table audit_verification (
    id uuid primary key,
    started_at timestamptz not null,
    started_by uuid not null,
    finished_at timestamptz,
    events bigint not null default 0,
    unkeyed bigint not null default 0,
    faults text,
    anchors text,
    version bigint not null
);
create index audit_verification_by_time on audit_verification (started_at desc, id desc);
comment on table audit_verification is '审计链校验及结果 A check of the whole record and what it found';
