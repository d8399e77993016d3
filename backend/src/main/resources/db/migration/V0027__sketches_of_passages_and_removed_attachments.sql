-- Near-duplicates are met by passages, one row a mark, so that each look-up reads as much of the index as it may and no more.
-- What was in the old table is worked out anew from the texts in the background.
drop table writing_sketch;
create table writing_sketch (
    writing_id uuid primary key references writing,
    number integer generated always as identity unique,
    marks integer[] not null
);
comment on table writing_sketch is '查找相近文本用的摘要 What near-duplicates are found by; derived from the text handed in last';
comment on column writing_sketch.number is '每次提交换新号，在 writing_mark 中代替编号以省空间 Another with every submission; stands for the writing in writing_mark';
comment on column writing_sketch.marks is '其在 writing_mark 中的各行，删除时用；过短的文本为空 Its rows in writing_mark, for their removal; none where the text says too little';

create table writing_mark (
    mark integer not null,
    sketch integer not null,
    primary key (mark, sketch)
) with (autovacuum_vacuum_insert_scale_factor = 0.02);
comment on table writing_mark is '文本的各个记号 The marks of every sketch; read from the index alone where the table was vacuumed';
comment on column writing_mark.mark is '活动与一段十二字的散列 Hash of the campaign and a run of twelve letters';

alter table writing_attachment
    add removed_at timestamptz,
    add removed_by varchar(60),
    add check ((removed_at is null) = (removed_by is null));
comment on column writing_attachment.removed_at is '作者移除的时间；移除前提交的版本里仍在 When its writer took it away; what was handed in before still has it';
