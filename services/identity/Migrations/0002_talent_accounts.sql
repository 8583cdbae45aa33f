-- Accounts of talents: people who act for themselves. They belong to no organisation and hold no other role.

alter table account
    alter column organisation_code drop not null,
    -- When it was made; of those that were there before, when this was applied.
    add column created_at timestamptz not null default now(),
    drop constraint account_roles,
    add constraint account_roles check (
        cardinality(roles) > 0 and roles <@ array['admin', 'official', 'reviewer', 'enterprise', 'university', 'talent']),
    add constraint account_talent check ((organisation_code is null) = ('talent' = any (roles)) and ('talent' <> all (roles) or cardinality(roles) = 1));
create index account_talent_created on account (created_at) where organisation_code is null;
