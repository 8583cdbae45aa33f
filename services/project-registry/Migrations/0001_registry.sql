-- Batches, applications, reviews, ranking and the pool. States are the numbers of the enums in the protos.

create table batch (
    batch_id uuid primary key,
    name text not null check (length(name) between 2 and 100),
    year int not null,
    state smallint not null check (state between 1 and 7),
    capacity int not null check (capacity between 1 and 1000),
    minimum_reviews int not null check (minimum_reviews between 1 and 20),
    notice_working_days int not null check (notice_working_days between 0 and 60),
    rehearsal boolean not null,
    created_at timestamptz not null,
    -- When the stored selection was made for the present capacity and quotas; null where there is none.
    selected_at timestamptz,
    notice_first_day date,
    notice_last_day date,
    version bigint not null default 1,
    constraint batch_notice_has_days check ((state >= 6) = (notice_first_day is not null and notice_last_day is not null)),
    constraint batch_notice_in_order check (notice_first_day <= notice_last_day),
    constraint batch_notice_not_empty check (rehearsal or notice_working_days > 0),
    constraint batch_selected_when_ranked check (selected_at is null or state >= 5)
);
create index batch_noticed on batch (notice_first_day desc, batch_id desc) where notice_first_day is not null;

create table criterion (
    batch_id uuid not null references batch,
    number smallint not null,
    criterion_id text not null,
    criterion_group smallint not null check (criterion_group between 1 and 3),
    name_zh text not null,
    name_en text not null,
    weight int not null check (weight between 1 and 100),
    primary key (batch_id, number),
    constraint criterion_once unique (batch_id, criterion_id)
);

-- A minimum above its maximum may stand here: selection answers with the clash and the nearest possible quotas.
create table quota (
    batch_id uuid not null references batch,
    number smallint not null,
    industry text not null,
    minimum int not null check (minimum between 0 and 1000),
    maximum int check (maximum between 0 and 1000),
    primary key (batch_id, number),
    constraint quota_once unique (batch_id, industry)
);

create table application (
    application_id uuid primary key,
    batch_id uuid not null references batch,
    project_name text not null check (length(project_name) between 1 and 120),
    organisation_code text not null check (length(organisation_code) = 18),
    organisation_name text not null,
    industry text not null,
    track text not null,
    total_investment_cny_fen bigint not null check (total_investment_cny_fen >= 0),
    rd_investment_cny_fen bigint not null check (rd_investment_cny_fen >= 0),
    equipment_localisation_bp int not null check (equipment_localisation_bp between 0 and 10000),
    on_industrial_internet boolean not null,
    summary text not null,
    talent_need_titles text[] not null,
    talent_need_headcounts int[] not null,
    technology_needs text[] not null,
    contact_name text not null,
    contact_phone text not null,
    state smallint not null check (state between 1 and 10),
    decision_reason text not null default '',
    created_at timestamptz not null,
    submitted_at timestamptz,
    version bigint not null default 1,
    constraint application_headcounts_match check (cardinality(talent_need_titles) = cardinality(talent_need_headcounts)),
    -- Only a draft, or a draft that was withdrawn, was never submitted.
    constraint application_submitted check (state in (1, 10) or submitted_at is not null),
    constraint application_draft_not_submitted check (state <> 1 or submitted_at is null)
);
-- A firm may apply again under the name of an application that it withdrew.
create unique index application_name_once on application (batch_id, organisation_code, project_name) where state <> 10;
create index application_of_batch on application (batch_id, application_id) include (state) where submitted_at is not null;
create index application_of_firm on application (organisation_code, batch_id, application_id);

-- The table of transitions a second time, so that no path around the code can leave it.
create function application_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        (1, 2), (1, 10), (2, 3), (2, 10), (3, 4), (3, 9), (3, 10), (4, 5), (4, 10),
        (5, 6), (5, 8), (5, 9), (5, 10), (6, 7), (6, 10), (8, 10))
    then
        raise exception 'application %: no step from state % to %', old.application_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'application_transition';
    end if;
    return new;
end $$;
create trigger application_transition before update of state on application
    for each row when (old.state <> new.state) execute function application_transition();

create function batch_transition() returns trigger language plpgsql as $$
begin
    if new.state <> old.state + 1 then
        raise exception 'batch %: no step from state % to %', old.batch_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'batch_transition';
    end if;
    return new;
end $$;
create trigger batch_transition before update of state on batch
    for each row when (old.state <> new.state) execute function batch_transition();

create table review (
    review_id uuid primary key,
    batch_id uuid not null references batch,
    application_id uuid not null references application,
    reviewer_id text not null,
    -- One figure a criterion, in the order of the rubric.
    points smallint[] not null check (0 <= all (points) and 100 >= all (points)),
    comment text not null,
    filed_at timestamptz not null,
    constraint review_once unique (application_id, reviewer_id)
);
create index review_of_batch on review (batch_id, review_id);
create index review_of_reviewer on review (reviewer_id, batch_id, review_id);

-- The ranking of a batch and what the selection made of it. Scores in ten-thousandths of a point.
create table ranking (
    batch_id uuid not null references batch,
    rank int not null check (rank >= 1),
    application_id uuid not null unique references application,
    total_score int not null check (total_score between 0 and 1000000),
    criterion_scores int[] not null,
    review_count int not null,
    decided_by text not null,
    outcome smallint not null default 0 check (outcome between 0 and 3),
    outcome_reason smallint not null default 0,
    primary key (batch_id, rank)
);

create table project (
    project_id uuid primary key references application,
    batch_id uuid not null references batch,
    name text not null,
    organisation_code text not null,
    organisation_name text not null,
    industry text not null,
    rank int not null,
    admitted_at timestamptz not null,
    talents_placed int not null default 0 check (talents_placed >= 0),
    agreements_signed int not null default 0 check (agreements_signed >= 0),
    constraint project_rank_once unique (batch_id, rank)
);
create index project_in_order on project (batch_id desc, rank);
create index project_of_firm on project (organisation_code, batch_id desc, rank);

-- Declared in the application, or posted by the firm in another service and told by its event.
create table project_need (
    project_id uuid not null references project,
    need_id uuid not null,
    kind smallint not null check (kind in (1, 2)),
    number int not null,
    title text not null,
    headcount int not null,
    found_at timestamptz,
    -- Of the event that told the findings; an older one changes nothing.
    found_sequence bigint not null default 0,
    primary key (project_id, need_id)
);

create table project_finding (
    project_id uuid not null,
    need_id uuid not null,
    rank int not null check (rank >= 1),
    candidate_id uuid not null,
    label text not null,
    organisation_code text not null,
    organisation_name text not null,
    score double precision not null check (score between 0 and 100),
    explanation_zh text not null,
    explanation_en text not null,
    primary key (project_id, need_id, rank),
    foreign key (project_id, need_id) references project_need on update cascade on delete cascade
);
create index project_finding_of_organisation on project_finding (organisation_code, project_id);
