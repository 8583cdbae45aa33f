-- The sections of the form, returns for correction, and submissions that are kept for good.

-- Pairs of neighbouring characters: Chinese has no spaces that would part words, and what a trigram is depends on the locale.
create function application_grams(text text) returns text[] language sql immutable strict parallel safe as
    $$ select array(select distinct substr(text, i, 2) from generate_series(1, length(text) - 1) i) $$;

alter table application
    drop constraint application_state_check,
    add constraint application_state_check check (state between 1 and 11),
    -- ApplicationSections as JSON.
    add column sections jsonb not null default '{}' check (jsonb_typeof(sections) = 'object'),
    -- What the firm has changed since the return, as Application in JSON; nobody else sees it before it is submitted.
    add column correction jsonb,
    add column from_file boolean not null default false,
    add column search_text text generated always as (lower(project_name || ' ' || organisation_name || ' ' || organisation_code)) stored,
    add column search_grams text[] generated always as (application_grams(lower(project_name || ' ' || organisation_name || ' ' || organisation_code))) stored,
    add constraint application_correction_when_returned check (correction is null or state = 11);
-- What was submitted before there were sections keeps to the rule of the files.
update application set from_file = true where submitted_at is not null;

create or replace function application_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        (1, 2), (1, 10), (2, 3), (2, 10), (3, 4), (3, 9), (3, 10), (3, 11), (4, 5), (4, 10),
        (5, 6), (5, 8), (5, 9), (5, 10), (6, 7), (6, 10), (8, 10), (11, 3), (11, 9), (11, 10))
    then
        raise exception 'application %: no step from state % to %', old.application_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'application_transition';
    end if;
    return new;
end $$;

-- Lists read ids from these alone, filters included, and only then the rows of one page.
drop index application_of_batch;
create index application_by_creation on application (batch_id, application_id)
    include (state, industry, track, district) where submitted_at is not null;
create index application_by_submission on application (batch_id, submitted_at, application_id)
    include (state, industry, track, district) where submitted_at is not null;
create index application_by_name on application (batch_id, project_name collate "C", application_id)
    include (state, industry, track, district) where submitted_at is not null;
create index application_by_investment on application (batch_id, total_investment_cny_fen, application_id)
    include (state, industry, track, district) where submitted_at is not null;

-- For a state that few are in, and for a text that few hold; where many do, the orders above find a page soon.
create index application_by_state on application (batch_id, state, application_id) where submitted_at is not null;
create index application_by_text on application using gin (search_grams) where submitted_at is not null;

create table application_return (
    application_id uuid not null references application,
    number int not null check (number >= 1),
    -- ApplicationReturn as JSON.
    content jsonb not null,
    deadline_at timestamptz not null,
    returned_at timestamptz not null,
    returned_by text not null,
    answered_at timestamptz,
    primary key (application_id, number),
    constraint application_return_ahead check (deadline_at > returned_at)
);

create table application_submission (
    application_id uuid not null references application,
    number int not null check (number >= 1),
    submitted_at timestamptz not null,
    submitted_by text not null,
    -- ApplicationVersion as JSON, the files' names and hashes included.
    content jsonb not null,
    primary key (application_id, number)
);
create function application_submission_stays() returns trigger language plpgsql as $$
begin
    raise exception 'submission % of application % stays as it was filed', old.number, old.application_id
        using errcode = 'check_violation', constraint = 'application_submission_stays';
end $$;
create trigger application_submission_stays before update or delete on application_submission
    for each row execute function application_submission_stays();
