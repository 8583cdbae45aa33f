-- Files that belong to a matter of the service. The content lies beside the rows that refer to it, so that one backup and any
-- number of replicas need nothing else.

create table stored_file (
    file_id uuid primary key,
    -- What kind of matter it belongs to, and which; the service knows who may see that.
    owner_kind text not null check (length(owner_kind) between 1 and 60),
    owner_id uuid not null,
    file_name text not null check (length(file_name) between 1 and 120),
    kind smallint not null,
    size_bytes int not null check (size_bytes between 1 and 20971520),
    sha256 bytea not null check (length(sha256) = 32),
    created_at timestamptz not null,
    created_by text not null,
    -- Taken off its matter; kept only where something that was filed refers to it.
    removed_at timestamptz
);
create unique index stored_file_once on stored_file (owner_kind, owner_id, sha256) where removed_at is null;

create table file_chunk (
    file_id uuid not null references stored_file on delete cascade,
    number smallint not null check (number >= 0),
    data bytea not null,
    primary key (file_id, number)
);
-- The types that are taken are compressed already.
alter table file_chunk alter column data set storage external;
