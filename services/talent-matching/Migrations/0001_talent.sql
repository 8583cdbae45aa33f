-- Talents, the needs of firms, the shortlists between them and the placements that come of it.

create table talent (
    talent_id uuid primary key,
    -- Order of creation, also among the rows of one file.
    seq bigint generated always as identity unique,
    name text not null,
    -- Null until the college has joined the platform and claims its rows by name.
    college_code text,
    college_name text not null,
    major text not null,
    education smallint not null,
    graduation_year smallint not null,
    -- The codes and, at the same index, the levels 1–5.
    skill_codes text[] not null,
    skill_levels smallint[] not null,
    unmapped_skills text[] not null,
    awards text[] not null,
    -- Skills that the awards speak of.
    award_codes text[] not null,
    preferred_places text[] not null,
    expected_salary_cny_fen bigint not null check (expected_salary_cny_fen >= 0),
    employment_kind smallint not null,
    phone text not null,
    -- Pairs of characters of major, skills and unmapped words, for needs that name no skill.
    text_grams text[] not null,
    placed boolean not null default false,
    created_at timestamptz not null,
    -- Folded (NFKC, lower case, no blanks), for comparison.
    name_folded text not null,
    college_folded text not null,
    major_folded text not null,
    check (cardinality(skill_codes) = cardinality(skill_levels))
);
create unique index talent_identity on talent (college_folded, name_folded, major_folded, phone);
create index talent_skill_codes on talent using gin (skill_codes) where not placed;
create index talent_text_grams on talent using gin (text_grams) where not placed;
create index talent_college on talent (college_code, seq);
create index talent_unclaimed on talent (college_folded) where college_code is null;

create table talent_need (
    need_id uuid primary key,
    title text not null,
    title_folded text not null,
    organisation_code text not null,
    organisation_name text not null,
    headcount integer not null check (headcount > 0),
    placed_count integer not null default 0 check (placed_count >= 0),
    must_codes text[] not null,
    must_levels smallint[] not null,
    nice_codes text[] not null,
    nice_levels smallint[] not null,
    minimum_education smallint not null,
    salary_min_cny_fen bigint not null check (salary_min_cny_fen >= 0),
    salary_max_cny_fen bigint not null check (salary_max_cny_fen >= 0),
    place text not null,
    employment_kind smallint not null,
    deadline date,
    state smallint not null,
    pool_project_id text,
    declared boolean not null,
    created_at timestamptz not null,
    version bigint not null default 1,
    constraint talent_need_seats check (placed_count <= headcount),
    check (cardinality(must_codes) = cardinality(must_levels)),
    check (cardinality(nice_codes) = cardinality(nice_levels))
);
-- A firm has one open need of a title; a posted one takes over what was opened from an application.
create unique index talent_need_open_title on talent_need (organisation_code, title_folded) where state = 1;
create index talent_need_list on talent_need ((pool_project_id is null), created_at desc, need_id desc);
create index talent_need_organisation on talent_need (organisation_code, created_at desc, need_id desc);
create index talent_need_project on talent_need (pool_project_id) where pool_project_id is not null;

-- Pool projects, as ProjectAdmitted told them.
create table pool_project (
    project_id text primary key,
    organisation_code text not null,
    organisation_name text not null,
    rank integer not null,
    admitted_at timestamptz not null
);
create index pool_project_organisation on pool_project (organisation_code);

create table pool_declared_need (
    declared_need_id uuid primary key,
    project_id text not null references pool_project,
    title text not null,
    title_folded text not null,
    headcount integer not null
);
create index pool_declared_need_project on pool_declared_need (project_id);

create table shortlist (
    need_id uuid primary key references talent_need,
    computed_at timestamptz not null,
    reason_zh text not null,
    reason_en text not null,
    -- SHA-256 of the event that would tell it: a recomputation that finds the same raises nothing.
    digest bytea not null
);

create table shortlist_entry (
    need_id uuid not null references shortlist,
    rank smallint not null,
    talent_id uuid not null references talent,
    score double precision not null,
    parts jsonb not null,
    missing jsonb not null,
    explanation_zh text not null,
    explanation_en text not null,
    primary key (need_id, rank)
);
create index shortlist_entry_talent on shortlist_entry (talent_id, need_id);

-- Needs whose shortlist is to be computed anew. Append-only: a row that comes while another is being worked on is kept.
create table shortlist_due (
    position bigint generated always as identity primary key,
    need_id uuid not null,
    -- Pool needs (0) go first.
    priority smallint not null
);
create index shortlist_due_order on shortlist_due (priority, position);
create index shortlist_due_need on shortlist_due (need_id);

create table placement (
    placement_id uuid primary key,
    need_id uuid not null references talent_need,
    -- Null in a placement that a collaboration opened for whomever the firm offers it to.
    talent_id uuid references talent,
    organisation_code text not null,
    collaboration_id text,
    commitment_number integer,
    state smallint not null,
    created_at timestamptz not null,
    version bigint not null default 1
);
create unique index placement_live on placement (need_id, talent_id) where state in (1, 2, 3);
create unique index placement_commitment on placement (collaboration_id, commitment_number);
create index placement_organisation on placement (organisation_code, placement_id desc);
create index placement_talent on placement (talent_id);

-- Collaborations that ended: one that is told to be active after that opens nothing.
create table ended_collaboration (
    collaboration_id text primary key
);
