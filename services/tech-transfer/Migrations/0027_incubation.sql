-- Pilot-scale and transformation centres, their places and bookings, and stage gates from one technology readiness level to the next.

create table centre (
    centre_id uuid primary key,
    name text not null unique,
    -- platform.transfer.v1.CentreKind
    kind smallint not null check (kind between 1 and 2),
    organisation_code text not null,
    district text not null,
    services text[] not null,
    description text not null,
    created_at timestamptz not null
);

create table place (
    place_id uuid primary key,
    -- What the exclusion constraint compares: ranges of numbers need no extension.
    place_key int generated always as identity unique,
    centre_id uuid not null references centre,
    name text not null,
    equipment text not null,
    constraint place_name unique (centre_id, name)
);

create table booking (
    booking_id uuid primary key,
    place_id uuid not null references place,
    place_key int not null references place (place_key),
    organisation_code text not null,
    purpose text not null,
    first_day date not null,
    last_day date not null,
    cancelled boolean not null default false,
    created_at timestamptz not null,
    constraint booking_days check (last_day >= first_day and last_day - first_day < 366),
    -- A place is booked once a day.
    constraint booking_free exclude using gist (int4range(place_key, place_key, '[]') with &&, daterange(first_day, last_day, '[]') with &&) where (not cancelled)
);
create index booking_place on booking (place_id, first_day);

create table incubation (
    incubation_id uuid primary key,
    listing_id uuid not null references listing,
    centre_id uuid not null references centre,
    -- Of the pool; null where none is named.
    project_id uuid references pool_project,
    first_level smallint not null check (first_level between 1 and 9),
    level smallint not null check (level between first_level and 9),
    -- platform.transfer.v1.IncubationState
    state smallint not null check (state between 1 and 3),
    end_reason text not null default '',
    version bigint not null default 1,
    created_at timestamptz not null,
    constraint incubation_graduated check (state <> 2 or level >= 8)
);
create unique index incubation_running on incubation (listing_id) where state = 1;
create index incubation_centre on incubation (centre_id, incubation_id desc);
create index incubation_project on incubation (project_id) where project_id is not null;

create table stage_gate (
    incubation_id uuid not null references incubation,
    number int not null check (number >= 1),
    to_level smallint not null check (to_level between 2 and 9),
    evidence text not null check (evidence <> ''),
    -- platform.transfer.v1.GateState
    state smallint not null check (state between 1 and 3),
    comment text not null default '',
    claimed_at timestamptz not null,
    decided_at timestamptz,
    decided_by text not null default '',
    primary key (incubation_id, number),
    constraint stage_gate_decided check ((state = 1) = (decided_at is null) and (state = 1) = (comment = ''))
);
create unique index stage_gate_open on stage_gate (incubation_id) where state = 1;

-- A level is reached by its passed gate alone, one at a time.
create function incubation_moves_by_gates() returns trigger language plpgsql as $$
begin
    if new.level <> old.level and (new.level <> old.level + 1 or not exists (
        select from stage_gate where incubation_id = new.incubation_id and to_level = new.level and state = 2))
    then
        raise exception 'incubation %: level % without its gate', new.incubation_id, new.level using errcode = 'check_violation', constraint = 'incubation_moves_by_gates';
    end if;
    if old.state <> 1 and new.state <> old.state then
        raise exception 'incubation %: it has ended', new.incubation_id using errcode = 'check_violation', constraint = 'incubation_ended';
    end if;
    return new;
end $$;
create trigger incubation_moves_by_gates before update on incubation for each row execute function incubation_moves_by_gates();
