-- Training (培养项目): terms that a college and firms agree to, enrolment, attendance, results, and what a completed course changed.

create table training_programme (
    programme_id uuid primary key,
    title text not null,
    kind smallint not null check (kind between 1 and 4),
    description text not null,
    seats integer not null check (seats between 1 and 500),
    start_date date not null,
    end_date date not null,
    state smallint not null check (state between 1 and 5),
    terms_version integer not null default 1,
    terms_text text not null,
    terms_hash text not null check (length(terms_hash) = 64),
    -- The collaboration's commitment that its completion fulfils.
    collaboration_id text,
    commitment_number integer,
    created_at timestamptz not null,
    completed_at timestamptz,
    end_reason text not null default '',
    version bigint not null default 1,
    check (start_date <= end_date),
    check ((state = 4) = (completed_at is not null)),
    check ((collaboration_id is null) = (commitment_number is null))
);
create unique index training_programme_commitment on training_programme (collaboration_id, commitment_number) where collaboration_id is not null;
create index training_programme_open on training_programme (start_date, programme_id) where state = 2;

-- The state table stands in the schema, too: no programme is completed twice, none comes back.
create function training_step() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in ((1, 2), (2, 3), (3, 4), (1, 5), (2, 5), (3, 5)) then
        raise exception 'programme % cannot go from % to %', old.programme_id, old.state, new.state;
    end if;
    return new;
end $$;
create trigger training_step before update on training_programme for each row execute function training_step();

create table training_party (
    programme_id uuid not null references training_programme on delete cascade,
    organisation_code text not null,
    -- 2 enterprise, 3 university: one college at most.
    kind smallint not null check (kind in (2, 3)),
    -- To the present terms; a revision voids it.
    agreed_at timestamptz,
    primary key (programme_id, organisation_code)
);
create unique index training_party_college on training_party (programme_id) where kind = 3;
create index training_party_organisation on training_party (organisation_code, programme_id desc);

create table training_module (
    programme_id uuid not null references training_programme on delete cascade,
    number smallint not null check (number >= 1),
    title text not null,
    skill_code text not null,
    target_level smallint not null check (target_level between 1 and 5),
    hours integer not null check (hours >= 1),
    primary key (programme_id, number)
);
create index training_module_skill on training_module (skill_code, target_level);

create table training_enrolment (
    programme_id uuid not null references training_programme,
    -- Whoever is erased leaves the course, too.
    talent_id uuid not null references talent on delete cascade,
    -- Order of enrolment: who waits longest moves up first.
    position bigint generated always as identity unique,
    -- 1 enrolled, 2 waiting, 3 withdrawn.
    state smallint not null check (state between 1 and 3),
    enrolled_by text not null,
    enrolled_at timestamptz not null,
    -- 1 passed, 2 failed, 3 absent; set by completion.
    overall smallint check (overall between 1 and 3),
    primary key (programme_id, talent_id),
    check (overall is null or state = 1)
);
create index training_enrolment_talent on training_enrolment (talent_id);

create function training_seat() returns trigger language plpgsql as $$
begin
    if new.state = 1 and (tg_op = 'INSERT' or old.state <> 1)
        and (select count(*) from training_enrolment where programme_id = new.programme_id and state = 1)
            >= (select seats from training_programme where programme_id = new.programme_id) then
        raise exception 'programme % has no seat left', new.programme_id;
    end if;
    return new;
end $$;
create trigger training_seat before insert or update on training_enrolment for each row execute function training_seat();

create table training_session (
    session_id uuid primary key,
    programme_id uuid not null,
    module_number smallint not null,
    held_on date not null,
    topic text not null,
    foreign key (programme_id, module_number) references training_module
);
create index training_session_programme on training_session (programme_id, held_on, session_id);

create table training_attendance (
    session_id uuid not null references training_session,
    programme_id uuid not null,
    talent_id uuid not null,
    primary key (session_id, talent_id),
    foreign key (programme_id, talent_id) references training_enrolment on delete cascade
);
create index training_attendance_talent on training_attendance (programme_id, talent_id);

-- Kept as the evidence of what a talent learned.
create table training_result (
    programme_id uuid not null,
    module_number smallint not null,
    talent_id uuid not null,
    -- 1 passed, 2 failed, 3 absent.
    result smallint not null check (result between 1 and 3),
    -- The skill that the module taught; its levels before and after, set by completion.
    skill_code text not null,
    level_before smallint,
    level_after smallint,
    primary key (programme_id, module_number, talent_id),
    foreign key (programme_id, module_number) references training_module,
    foreign key (programme_id, talent_id) references training_enrolment on delete cascade,
    check (level_after >= level_before)
);
create index training_result_talent on training_result (talent_id);

create table training_outcome (
    programme_id uuid not null,
    talent_id uuid not null,
    need_id uuid not null references talent_need,
    -- Hundredths of a point.
    score_before integer not null,
    score_after integer not null,
    reached_before boolean not null,
    reached_after boolean not null,
    -- Place on the stored shortlist when the course was completed.
    rank_before smallint,
    primary key (programme_id, talent_id, need_id),
    foreign key (programme_id, talent_id) references training_enrolment on delete cascade,
    -- What a talent learned takes no need away.
    check (score_after >= score_before),
    check (reached_after or not reached_before)
);

-- For the gap of one industry: that of the firm's project.
alter table pool_project add column if not exists industry text not null default '';
create index if not exists pool_project_industry on pool_project (industry, organisation_code);
