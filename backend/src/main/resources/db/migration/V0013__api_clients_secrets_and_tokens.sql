-- Other systems that call the interface: what each may do, how it proves itself, and the tokens it works with.

create table api_client (
    id uuid primary key,
    organization_id uuid not null references organization,
    name varchar(60) collate "zh-x-icu" not null,
    scopes varchar(40)[] not null check (cardinality(scopes) > 0),
    enabled boolean not null default true,
    created_at timestamptz not null,
    expires_at timestamptz,
    requests_per_minute integer not null check (requests_per_minute between 1 and 10000),
    jwks text check (length(jwks) <= 20000),
    last_used_at timestamptz,
    version bigint not null
);
create index api_client_of_organization on api_client (organization_id, name, id);
comment on table api_client is '接口客户端：其他系统 Another system that calls the interface';
comment on column api_client.organization_id is '可及的组织及其下级，也由它管理 The subtree it reaches; who keeps it';
comment on column api_client.scopes is '可以做什么，如 members:read What it may do';
comment on column api_client.jwks is '验证其签名的公钥 The public keys that its assertions are checked with (RFC 7517)';
comment on column api_client.last_used_at is '最近使用，每分钟至多记一次 Kept at most once a minute';

create table api_client_secret (
    id uuid primary key,
    client_id uuid not null references api_client,
    secret_hash bytea not null unique,
    hint varchar(4) not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz
);
create index api_client_secret_of_client on api_client_secret (client_id, created_at);
comment on table api_client_secret is '客户端密钥，至多两个同时有效 A client''s secrets; at most two are valid at a time';
comment on column api_client_secret.secret_hash is 'SHA-256 of 32 random bytes in base64url';
comment on column api_client_secret.hint is '密钥末四位 Its last four characters';

create table access_token (
    token_hash bytea primary key,
    client_id uuid not null references api_client,
    secret_id uuid references api_client_secret on delete cascade,
    scopes varchar(40)[] not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null
);
create index access_token_of_client on access_token (client_id);
create index access_token_of_secret on access_token (secret_id);
create index access_token_by_end on access_token (expires_at);
comment on table access_token is '访问令牌；只存摘要 A token that a client works with; only its SHA-256 is kept';
comment on column access_token.secret_id is '凭哪个密钥取得；删除密钥即失效 The secret that it was given for, and ends with';

create table client_assertion (
    client_id uuid not null references api_client,
    jti_hash bytea not null,
    expires_at timestamptz not null,
    primary key (client_id, jti_hash)
);
create index client_assertion_by_end on client_assertion (expires_at);
comment on table client_assertion is '用过的断言，防止重放 Assertions that were used, so that none is used twice';

-- Counts are worth little after a crash, so they cost no write-ahead log; all replicas count in the same rows.
create unlogged table rate_window (
    key varchar(120) primary key,
    started_at timestamptz not null,
    ends_at timestamptz not null,
    count integer not null
);
create index rate_window_by_end on rate_window (ends_at);
comment on table rate_window is '限流计数 How often something was done in the present window';

-- What a person started or handed in may now be a system's doing: the id is an account's or a client's.
alter table rectification_item drop constraint rectification_item_submitted_by_fkey;
comment on column rectification_item.submitted_by is '申请销号的账号或接口客户端 The account or API client that asked for closure';
alter table roster_import drop constraint roster_import_started_by_fkey;
comment on column roster_import.started_by is '账号或接口客户端 The account or API client';

-- A client reaches the subtree of its organisation for as long as it is enabled, as if by a grant.
create or replace view granted_organization as
select g.id as grant_id, g.account_id, g.role, g.organization_id as root_id, r.depth as root_depth, o.id as organization_id
from role_grant g
join account a on a.id = g.account_id and a.enabled
join organization r on r.id = g.organization_id
join organization o on o.path >= r.path and o.path < r.path_end
where g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
union all
select c.id, c.id, cast('CLIENT' as varchar(12)), c.organization_id, r.depth, o.id
from api_client c
join organization r on r.id = c.organization_id
join organization o on o.path >= r.path and o.path < r.path_end
where c.enabled and (c.expires_at is null or c.expires_at > now());
comment on view granted_organization is '账号凭现行授权、接口客户端凭其所属组织可及的组织 The organisations an account reaches by a grant that is valid now, and a client by its organisation';
