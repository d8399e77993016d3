-- Who may sign in, who is signed in, and who may do what where.

create table account (
    id uuid primary key,
    username varchar(60) not null,
    display_name varchar(60) collate "zh-x-icu" not null,
    password_hash varchar(200) not null,
    organization_id uuid not null references organization,
    member_id uuid references member,
    language varchar(5) not null default 'zh-CN' check (language in ('zh-CN', 'en')),
    enabled boolean not null default true,
    created_at timestamptz not null,
    last_sign_in_at timestamptz,
    version bigint not null,
    constraint account_username_unique unique (username)
);
create index account_of_organization on account (organization_id, username);
create index account_of_member on account (member_id);
comment on table account is '账号 Somebody who can sign in';
comment on column account.password_hash is 'Argon2id, salted';

create table account_session (
    token_hash bytea primary key,
    account_id uuid not null references account,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index account_session_of_account on account_session (account_id);
comment on table account_session is '登录会话；只存令牌的摘要 A sign-in; only the token''s SHA-256 is kept';

create table role_grant (
    id uuid primary key,
    account_id uuid not null references account,
    role varchar(12) not null
        check (role in ('ADMIN', 'OFFICE', 'SUPERVISOR', 'LEADER', 'SECRETARY', 'RECORDER', 'MEMBER')),
    organization_id uuid not null references organization,
    valid_from timestamptz not null,
    valid_to timestamptz,
    granted_by uuid references account,
    version bigint not null,
    check (valid_to is null or valid_to >= valid_from)
);
create index role_grant_of_account on role_grant (account_id, role);
create index role_grant_at_organization on role_grant (organization_id);
comment on table role_grant is '授权：角色在某组织及其下级有效 A role at an organisation; it reaches the subtree';

-- The one place where a grant becomes a set of organisations. Everything that is read or changed goes through it.
create view granted_organization as
select g.id as grant_id, g.account_id, g.role, g.organization_id as root_id, r.depth as root_depth, o.id as organization_id
from role_grant g
join account a on a.id = g.account_id and a.enabled
join organization r on r.id = g.organization_id
join organization o on o.path >= r.path and o.path < r.path_end
where g.valid_from <= now() and (g.valid_to is null or g.valid_to > now());
comment on view granted_organization is '账号凭现行授权可及的组织 The organisations an account reaches by a grant that is valid now';
