-- The most supported first. DIS-2.
create index contribution_supported on contribution (discussion_id, supporters desc, id desc) where reply_to is null;

-- A requirement is put to the vote once it was judged on four aspects. DIS-4.
create table requirement_judgement (
    requirement_id uuid not null references requirement,
    aspect varchar(11) not null check (aspect in ('CONFORMS', 'OF_ITS_TIME', 'FITS_GROUP', 'FITS_POST')),
    edition integer not null check (edition > 0),
    holds boolean not null,
    note varchar(500),
    citation varchar(500),
    judged_by varchar(60) not null,
    judged_at timestamptz not null,
    version bigint not null,
    primary key (requirement_id, aspect),
    check (aspect <> 'CONFORMS' or citation is not null),
    check (holds or note is not null)
);
comment on table requirement_judgement is '四项审核：符合党章和中央要求、体现时代要求、符合群体实际、符合行业岗位实际 The four judgements on a requirement';
comment on column requirement_judgement.edition is '审核的是第几稿；改稿后需重新审核 The wording it was made on; it holds for no other';
comment on column requirement_judgement.citation is '依据的条文 The provision it rests on';
