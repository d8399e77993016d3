create table progress_delta (
    id bigint generated always as identity primary key,
    campaign_id uuid not null,
    organization_id uuid not null,
    metric varchar(24) not null,
    day date not null,
    value bigint not null
);
comment on table progress_delta is '尚未汇总的变动 Changes not yet folded into the sums';

create table progress_sum (
    organization_id uuid not null references organization,
    campaign_id uuid not null,
    metric varchar(24) not null,
    day date not null,
    value bigint not null,
    primary key (organization_id, campaign_id, metric, day)
);
comment on table progress_sum is '各组织（含下级）的累计数 Sums of an organisation and everything below it';
comment on column progress_sum.day is '事实的日期，逾期据此判断 The fact''s day; overdue is decided by it';
