-- Research listings, technology needs, their matches, negotiations and the read model of pool projects.

create table listing (
    listing_id uuid primary key,
    title text not null,
    -- Title folded (NFKC, lower case, no spaces): equal keys are one title.
    title_key text not null,
    -- Null until the owner has joined; then rows with its name become its own.
    owner_code text,
    owner_name text not null,
    owner_key text not null,
    origin text not null,
    industry text not null,
    keywords text[] not null,
    summary text not null,
    technology_readiness smallint not null check (technology_readiness between 1 and 9),
    patent_numbers text[] not null,
    form smallint not null,
    asking_price_cny_fen bigint not null check (asking_price_cny_fen >= 0),
    contact_name text not null,
    contact_phone text not null,
    -- platform.transfer.v1.ListingState
    state smallint not null,
    version bigint not null default 1,
    created_at timestamptz not null,
    -- The transaction of the last change, set by the trigger: what a replica's index asks by.
    changed_in xid8 not null default pg_current_xact_id()
);
create unique index listing_owned_title on listing (owner_code, title_key) where owner_code is not null and state <> 5;
create unique index listing_unclaimed_title on listing (owner_key, title_key) where owner_code is null and state <> 5;
create index listing_newest on listing (listing_id desc) where state <> 1;
create index listing_owner on listing (owner_code, listing_id desc);
create index listing_changed on listing (changed_in);

create function note_listing_change() returns trigger language plpgsql as $$
begin
    new.changed_in := pg_current_xact_id();
    return new;
end
$$;
create trigger listing_change before insert or update on listing for each row execute function note_listing_change();

create table pool_project (
    project_id uuid primary key,
    organisation_code text not null,
    organisation_name text not null,
    name text not null,
    industry text not null,
    summary text not null,
    rank int not null,
    admitted_at timestamptz not null
);
create index pool_project_organisation on pool_project (organisation_code, admitted_at, rank, project_id);

create table declared_need (
    declared_need_id uuid primary key,
    project_id uuid not null references pool_project,
    title text not null,
    title_key text not null
);
create index declared_need_project on declared_need (project_id, title_key);

create table technology_need (
    need_id uuid primary key,
    title text not null,
    title_key text not null,
    organisation_code text not null,
    organisation_name text not null,
    industry text not null,
    keywords text[] not null,
    description text not null,
    minimum_readiness smallint not null check (minimum_readiness between 0 and 9),
    form smallint not null,
    budget_cny_fen bigint not null check (budget_cny_fen >= 0),
    deadline date,
    -- platform.transfer.v1.TechnologyNeedState
    state smallint not null,
    pool_project_id uuid references pool_project,
    -- Opened from a project's application; the firm may still post it in full.
    declared boolean not null,
    version bigint not null default 1,
    created_at timestamptz not null
);
create unique index technology_need_title on technology_need (organisation_code, title_key) where state = 1;
create index technology_need_firm on technology_need (organisation_code, title_key);
create index technology_need_pool_first on technology_need ((pool_project_id is null), need_id desc);
create index technology_need_project on technology_need (pool_project_id) where pool_project_id is not null;

-- The last computation for a need; its fingerprint tells whether the next one says anything new.
create table match_result (
    need_id uuid primary key references technology_need,
    computed_at timestamptz not null,
    reason_zh text not null,
    reason_en text not null,
    fingerprint bytea not null
);

create table need_match (
    need_id uuid not null references match_result,
    rank smallint not null,
    listing_id uuid not null references listing,
    score double precision not null,
    parts jsonb not null,
    explanation_zh text not null,
    explanation_en text not null,
    primary key (need_id, rank)
);
create index need_match_listing on need_match (listing_id);

-- Needs to be matched anew; null stands for every open need of the pool. Only ever inserted and deleted, so that
-- asking for work waits for nobody.
create table match_work (
    work_id bigint generated always as identity primary key,
    need_id uuid
);

create table negotiation (
    negotiation_id uuid primary key,
    listing_id uuid not null references listing,
    need_id uuid references technology_need,
    organisation_code text not null,
    owner_code text not null,
    project_id text not null,
    collaboration_id text not null,
    -- platform.transfer.v1.NegotiationState
    state smallint not null,
    end_reason text not null default '',
    version bigint not null default 1,
    created_at timestamptz not null
);
create unique index negotiation_open on negotiation (listing_id, organisation_code) where state = 1;
create unique index negotiation_bound on negotiation (collaboration_id, listing_id, organisation_code) where collaboration_id <> '';
create index negotiation_organisation on negotiation (organisation_code, negotiation_id desc);
create index negotiation_owner on negotiation (owner_code, negotiation_id desc);

create table agreement (
    agreement_id uuid primary key,
    negotiation_id uuid not null unique references negotiation,
    -- platform.transfer.v1.AgreementKind
    kind smallint not null,
    amount_cny_fen bigint not null check (amount_cny_fen >= 0),
    terms text not null,
    terms_hash text not null,
    enterprise_signed_at timestamptz,
    owner_signed_at timestamptz
);

-- Collaborations known to have ended: an activation that arrives after it opens nothing.
create table ended_collaboration (
    collaboration_id text primary key
);
