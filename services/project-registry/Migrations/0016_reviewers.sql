-- The pool of reviewers, conflicts of interest and assignments.

-- Firms that apply together with the applicant.
alter table application
    add column co_applicant_codes text[] not null default '{}',
    -- Stands for the applicant where the review is anonymous; given when assignments are published.
    add column review_number int check (review_number >= 1);

create table reviewer (
    -- The account's id, as tokens name it.
    reviewer_id text primary key check (length(reviewer_id) between 1 and 100),
    name text not null check (length(name) between 1 and 60),
    organisation_code text not null check (length(organisation_code) = 18),
    organisation_name text not null,
    title text not null,
    industries text[] not null,
    tracks text[] not null,
    keywords text[] not null,
    -- Most applications of one batch.
    load_limit int not null check (load_limit between 1 and 100000),
    past_employer_codes text[] not null,
    past_employer_names text[] not null,
    past_employer_until date[] not null,
    active boolean not null,
    created_at timestamptz not null,
    version bigint not null default 1,
    constraint reviewer_past_employers_match check (
        cardinality(past_employer_codes) = cardinality(past_employer_until) and cardinality(past_employer_codes) = cardinality(past_employer_names))
);

-- A conflict that was declared, with an organisation or with one application. One that was lifted stays in the record.
create table reviewer_conflict (
    conflict_id uuid primary key,
    reviewer_id text not null references reviewer,
    organisation_code text not null default '' check (length(organisation_code) in (0, 18)),
    application_id uuid references application,
    reason text not null,
    declared_by text not null,
    declared_at timestamptz not null,
    lifted_by text,
    lifted_at timestamptz,
    lift_reason text not null default '',
    constraint reviewer_conflict_with_one check ((organisation_code <> '') <> (application_id is not null)),
    constraint reviewer_conflict_lifted check ((lifted_at is null) = (lifted_by is null))
);
create unique index reviewer_conflict_once on reviewer_conflict (reviewer_id, organisation_code, application_id) nulls not distinct where lifted_at is null;

-- Who reviews what. States are the numbers of the enum in the proto: proposed, published, declined, removed.
create table assignment (
    application_id uuid not null references application,
    reviewer_id text not null references reviewer,
    batch_id uuid not null references batch,
    state smallint not null check (state between 1 and 4),
    fit int not null check (fit between 0 and 100),
    manual boolean not null,
    assigned_at timestamptz not null,
    published_at timestamptz,
    published_by text not null default '',
    -- Of a reviewer who declined, or of an official who removed the pair.
    reason text not null default '',
    -- Lets the reviewer file once more, or after the deadline.
    reopened_at timestamptz,
    reopened_by text not null default '',
    reopen_reason text not null default '',
    primary key (application_id, reviewer_id),
    constraint assignment_published check (state <> 2 or published_at is not null)
);
create index assignment_of_batch on assignment (batch_id, reviewer_id);
create index assignment_of_reviewer on assignment (reviewer_id, batch_id desc, application_id) where state = 2;
