-- Quotas of several kinds of class, stored stability and selection runs.

-- Kinds are the numbers of QuotaKind. The column industry holds the code of the class whatever its kind: it has its name from
-- when industries were the only kind, and keeps it for the binary that still runs.
alter table quota add column kind smallint not null default 1 check (kind between 1 and 3);
alter table quota add constraint quota_class_once unique (batch_id, kind, industry);
alter table quota drop constraint quota_once;
comment on column quota.industry is 'Code of the class in the city''s catalogue, of an industry, a track or a district by kind.';

-- Of the class that the reason is about, as one application may be counted by three quotas.
alter table ranking add column outcome_kind smallint not null default 0 check (outcome_kind between 0 and 3);

-- Runs of the selection with all they were computed from. Official ones and what-if ones are told apart by kind; only an official one
-- is ever written into the ranking. Inputs and output are the bytes of RunInputs and RunOutput.
create table selection_run (
    run_id uuid primary key,
    batch_id uuid not null references batch,
    kind smallint not null check (kind in (1, 2)),
    title text not null check (length(title) <= 100),
    -- The official run that a what-if run varies, and what it changes (bytes of WhatIf).
    base_run_id uuid references selection_run,
    change bytea,
    inputs bytea not null,
    inputs_sha256 bytea not null check (length(inputs_sha256) = 32),
    output bytea not null,
    output_sha256 bytea not null check (length(output_sha256) = 32),
    algorithm_version text not null,
    capacity int not null,
    candidate_count int not null,
    selected_count int not null,
    total_score bigint not null,
    created_at timestamptz not null,
    created_by text not null,
    superseded_at timestamptz,
    constraint selection_run_what_if_has_base check ((kind = 2) = (base_run_id is not null) and (kind = 2) = (change is not null)),
    constraint selection_run_hashes check (inputs_sha256 = sha256(inputs) and output_sha256 = sha256(output)),
    constraint selection_run_only_official_superseded check (kind = 1 or superseded_at is null)
);
create unique index selection_run_one_official on selection_run (batch_id) where kind = 1 and superseded_at is null;
create index selection_run_of_batch on selection_run (batch_id, run_id desc);

-- A run is evidence: it is never changed or deleted; an official one may once be marked as superseded.
create function selection_run_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (to_jsonb(new) - 'superseded_at') is distinct from (to_jsonb(old) - 'superseded_at')
        or old.superseded_at is not null
    then
        raise exception 'selection run %: a stored run is not changed', old.run_id
            using errcode = 'check_violation', constraint = 'selection_run_kept';
    end if;
    return new;
end $$;
create trigger selection_run_kept before update or delete on selection_run
    for each row execute function selection_run_kept();

-- How often each application makes the list when its reviewers are resampled.
create table stability (
    batch_id uuid primary key references batch,
    run_id uuid not null references selection_run,
    inputs_sha256 bytea not null check (length(inputs_sha256) = 32),
    algorithm_version text not null,
    resamples int not null check (resamples > 0),
    seed bigint not null,
    -- Ten-thousandths; an application is at the boundary between them.
    boundary_low int not null,
    boundary_high int not null check (boundary_low < boundary_high),
    assessed_at timestamptz not null,
    assessed_by text not null
);

create table stability_place (
    batch_id uuid not null references stability,
    application_id uuid not null unique references application,
    rank int not null,
    -- Of the resamples.
    selected int not null check (selected >= 0),
    rank_low int not null check (rank_low >= 1),
    rank_high int not null check (rank_high >= rank_low),
    at_boundary boolean not null,
    primary key (batch_id, rank)
);
