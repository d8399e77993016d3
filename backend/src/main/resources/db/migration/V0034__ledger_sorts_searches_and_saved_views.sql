-- The ledger as a spreadsheet: it is sorted by any column, searched by two characters, and its views are kept.

-- 状态按办理次序排列，不按字母 States in the order of the work, not of the alphabet.
alter table rectification_item add column state_order smallint not null generated always as (
    case state
        when 'OPEN' then 0 when 'IN_PROGRESS' then 1 when 'SUBMITTED' then 2 when 'RETURNED' then 3
        when 'CLOSED' then 4 when 'REOPENED' then 5 else 6
    end) stored;
comment on column rectification_item.state_order is '状态的办理次序 Where the state stands in the order of the work';

-- Each index serves the order of its name for those who reach all; fewer items are found by organisation and sorted.
create index rectification_item_by_state on rectification_item (state_order, id);
create index rectification_item_latest on rectification_item (updated_at, id);
create index rectification_item_closed on rectification_item (closed_at, id) where closed_at is not null;
create index rectification_item_of_leader on rectification_item (leader_id, due_on) where leader_id is not null;
-- By the name of the organisation or of the person: the names are walked, and each one's items looked up.
create index rectification_item_of_organization on rectification_item (organization_id, id);

-- 中文词多为两字，三字索引用不上 Most Chinese words have two characters, which an index of three cannot find.
create function text_pairs(said text) returns text[] language sql immutable strict parallel safe
    cost 3000 -- About 28 µs for a problem of usual length: an index is asked rather than each of ten thousand rows.
as $$ select coalesce(array_agg(distinct substr(said, n, 2)), '{}') from generate_series(1, length(said) - 1) as n $$;
comment on function text_pairs is '文字中相邻两字的集合 Every two characters that stand side by side in a text';
drop index rectification_item_problem;
create index rectification_item_problem_pairs on rectification_item using gin (text_pairs(lower(problem)));

-- The latest note of an item, for the export.
create index rectification_log_notes on rectification_log (item_id, at desc, id desc) where kind = 'NOTE';

create table ledger_view (
    id uuid primary key,
    account_id uuid not null references account,
    organization_id uuid references organization,
    name varchar(60) not null,
    content varchar(8000) not null,
    created_at timestamptz not null,
    version bigint not null
);
create index ledger_view_of_account on ledger_view (account_id, created_at, id);
create index ledger_view_shared on ledger_view (organization_id) where organization_id is not null;
create index ledger_view_order on ledger_view (created_at, id);
comment on table ledger_view is '台账视图：保存的筛选、排序和列 A kept way to look at the ledger: filters, order and columns';
comment on column ledger_view.account_id is '所属账号 Whose it is; nobody else changes it';
comment on column ledger_view.organization_id is '共享到哪个组织，下级均可读；空为不共享 Shared at this organisation and below; none: not shared';
comment on column ledger_view.content is '筛选、排序、列，JSON，字段见接口约定 Filters, order and columns as JSON; the contract names its fields';
