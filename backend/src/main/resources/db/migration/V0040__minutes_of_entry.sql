-- What filling in costs: sums of seconds, by week. BUR-1. Nowhere is it kept who filled anything in, or when within the week.
create table entry_time (
    root_id uuid not null references organization,
    week date not null,
    operation varchar(60) not null,
    shard smallint not null,
    entries bigint not null,
    seconds bigint not null,
    primary key (root_id, week, operation, shard)
);
comment on table entry_time is '各类填报每周用时合计，全部党组织一起算，不分人也不分支部 Seconds of entry of each kind by week, of a whole tree';
comment on column entry_time.root_id is '最上级党组织 The top of the tree';
comment on column entry_time.week is '星期一 The Monday';
comment on column entry_time.operation is '接口操作名 The operation that took the entry';
comment on column entry_time.shard is '分摊写入，读取时相加 Spreads the writes; readers add up';
