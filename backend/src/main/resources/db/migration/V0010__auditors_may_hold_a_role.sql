alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check
    check (role in ('ADMIN', 'OFFICE', 'SUPERVISOR', 'LEADER', 'SECRETARY', 'RECORDER', 'MEMBER', 'AUDITOR'));
