-- A kept answer is repeated only to a caller who still holds what they held when it was given.

alter table idempotency_record add column rights bytea not null default '';
alter table idempotency_record alter column rights drop default;
comment on column idempotency_record.rights is '当时有效授权的摘要 SHA-256 of which grants the caller held then; empty where it was not kept yet';
