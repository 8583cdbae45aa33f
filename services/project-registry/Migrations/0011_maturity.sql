-- Maturity assessments of firms and benchmark firms. States and dimensions are the numbers of the enums in the protos.

-- Questionnaires by number, as the message in JSON; the first one comes with the binary.
create table questionnaire (
    number int primary key check (number >= 1),
    content jsonb not null,
    effective_from date not null,
    published_at timestamptz not null
);
create function questionnaire_stays() returns trigger language plpgsql as $$
begin
    raise exception 'questionnaire %: published versions stay as they are', old.number
        using errcode = 'check_violation', constraint = 'questionnaire_stays';
end $$;
create trigger questionnaire_stays before update or delete on questionnaire
    for each row execute function questionnaire_stays();

create table assessment (
    assessment_id uuid primary key,
    organisation_code text not null check (length(organisation_code) = 18),
    organisation_name text not null,
    industry text not null,
    is_sme boolean not null,
    questionnaire_number int not null references questionnaire,
    state smallint not null check (state between 1 and 3),
    -- One answer an item, in the order of the questionnaire; −1 where there is none yet.
    answers smallint[] not null check (-1 <= all (answers) and 5 >= all (answers)),
    return_reason text not null default '',
    -- Computed at submission: ten-thousandths of a level, one a dimension, and of the whole.
    dimension_scores int[],
    overall_score int check (overall_score between 0 and 50000),
    level smallint check (level between 0 and 5),
    sme_level smallint check (sme_level between 0 and 4),
    created_at timestamptz not null,
    submitted_at timestamptz,
    confirmed_at timestamptz,
    version bigint not null default 1,
    constraint assessment_submitted check ((state >= 2) = (submitted_at is not null)),
    constraint assessment_confirmed check ((state = 3) = (confirmed_at is not null)),
    constraint assessment_scored check (state = 1 or (0 <= all (answers) and cardinality(dimension_scores) = 3
        and overall_score is not null and level is not null and sme_level is not null))
);
create unique index assessment_one_draft on assessment (organisation_code) where state = 1;
create index assessment_of_firm on assessment (organisation_code, submitted_at desc) where state >= 2;
create index assessment_of_industry on assessment (industry, questionnaire_number) where state >= 2;

-- Draft → submitted → confirmed, and back to a draft from submitted; what was submitted no longer changes.
create function assessment_transition() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in ((1, 2), (2, 1), (2, 3)) then
        raise exception 'assessment %: no step from state % to %', old.assessment_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'assessment_transition';
    end if;
    if old.state > 1 and new.state > 1
        and (new.answers, new.industry, new.is_sme, new.questionnaire_number, new.dimension_scores, new.overall_score, new.level, new.sme_level)
            is distinct from (old.answers, old.industry, old.is_sme, old.questionnaire_number, old.dimension_scores, old.overall_score, old.level, old.sme_level)
    then
        raise exception 'assessment %: it was submitted', old.assessment_id
            using errcode = 'check_violation', constraint = 'assessment_stays';
    end if;
    return new;
end $$;
create trigger assessment_transition before update on assessment
    for each row execute function assessment_transition();

create table benchmark_firm (
    benchmark_id uuid primary key,
    assessment_id uuid not null references assessment,
    organisation_code text not null,
    title text not null check (length(title) between 2 and 100),
    case_text text not null check (length(case_text) between 10 and 4000),
    state smallint not null check (state between 1 and 4),
    nominated_at timestamptz not null,
    published_at timestamptz,
    -- The government body that nominated it and hears the answer.
    nominated_by text not null,
    version bigint not null default 1,
    constraint benchmark_published check (state <> 2 or published_at is not null)
);
-- A firm has one nomination or publication at a time.
create unique index benchmark_once on benchmark_firm (organisation_code) where state in (1, 2);
create index benchmark_public on benchmark_firm (published_at desc, benchmark_id desc) where state = 2;

create function benchmark_transition() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in ((1, 2), (1, 3), (1, 4), (2, 4)) then
        raise exception 'benchmark %: no step from state % to %', old.benchmark_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'benchmark_transition';
    end if;
    -- What the firm agreed to is what is public.
    if (new.title, new.case_text) is distinct from (old.title, old.case_text) then
        raise exception 'benchmark %: its text was nominated', old.benchmark_id
            using errcode = 'check_violation', constraint = 'benchmark_text_stays';
    end if;
    return new;
end $$;
create trigger benchmark_transition before update on benchmark_firm
    for each row execute function benchmark_transition();
