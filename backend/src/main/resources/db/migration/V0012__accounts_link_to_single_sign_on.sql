alter table account add column sso_subject varchar(200),
    add constraint account_sso_subject_unique unique (sso_subject);
comment on column account.sso_subject is '单点登录中的身份：约定声明的值 Who this is at the single sign-on: the value of the agreed claim';
