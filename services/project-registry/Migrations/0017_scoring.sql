-- Drafts, versions and exclusion of score sheets, normalisation, panels.

alter table batch
    -- Of the official ranking: the number of the enum in the proto.
    add column normalisation smallint not null default 1 check (normalisation between 1 and 4),
    add column justification_required boolean not null default false;

alter table review
    -- One a criterion, in the order of the rubric; empty where none were given.
    add column justifications text[] not null default '{}',
    add column version int not null default 1,
    -- Set: stored, but no longer counted.
    add column excluded_at timestamptz,
    add column excluded_by text not null default '',
    add column exclusion_reason text not null default '',
    add constraint review_justifications_match check (cardinality(justifications) in (0, cardinality(points))),
    add constraint review_exclusion_told check ((excluded_at is null) = (excluded_by = ''));

-- Reviewers removed from a batch; they get no further assignments in it.
create table reviewer_exclusion (
    batch_id uuid not null references batch,
    reviewer_id text not null references reviewer,
    reason text not null check (reason <> ''),
    excluded_at timestamptz not null,
    excluded_by text not null,
    primary key (batch_id, reviewer_id)
);

-- What a reviewer has not filed yet; nobody else reads it.
create table review_draft (
    application_id uuid not null references application,
    reviewer_id text not null,
    -- In the order of the rubric; null where not scored yet.
    points smallint[] not null check (0 <= all (points) and 100 >= all (points)),
    justifications text[] not null,
    comment text not null,
    saved_at timestamptz not null,
    version bigint not null default 1,
    primary key (application_id, reviewer_id)
);

-- Sheets as they were before they were filed again.
create table review_version (
    review_id uuid not null references review,
    version int not null,
    points smallint[] not null,
    justifications text[] not null,
    comment text not null,
    filed_at timestamptz not null,
    primary key (review_id, version)
);

create table panel (
    panel_id uuid primary key,
    application_id uuid not null references application,
    batch_id uuid not null references batch,
    state smallint not null check (state in (1, 2)),
    reason text not null,
    opened_at timestamptz not null,
    opened_by text not null,
    closed_at timestamptz,
    closed_by text not null default '',
    summary text not null default '',
    version bigint not null default 1,
    constraint panel_closed check ((state = 2) = (closed_at is not null and summary <> ''))
);
create unique index panel_open_once on panel (application_id) where state = 1;
create index panel_of_batch on panel (batch_id, panel_id desc);

create table panel_message (
    message_id uuid primary key,
    panel_id uuid not null references panel,
    author_id text not null,
    by_official boolean not null,
    text text not null check (length(text) between 1 and 4000),
    posted_at timestamptz not null
);
create index panel_message_of_panel on panel_message (panel_id, message_id);

-- What the stored ranking of a batch was computed from and how.
create table ranking_basis (
    batch_id uuid primary key references batch,
    normalisation smallint not null check (normalisation between 1 and 4),
    trim_bp int not null,
    sheets int not null,
    excluded_sheets int not null,
    ranked_at timestamptz not null,
    ranked_by text not null
);
