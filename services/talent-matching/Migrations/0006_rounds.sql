-- Rounds (双选会): who takes part, their rankings, runs of the matching with certificates, the published lists.

create table round (
    round_id uuid primary key,
    name text not null,
    -- 1 talents, 2 needs.
    proposing smallint not null check (proposing in (1, 2)),
    state smallint not null check (state between 1 and 8),
    registration_until timestamptz not null,
    ranking_until timestamptz not null,
    publish_at timestamptz not null,
    offers_until timestamptz not null,
    offer_hours integer not null check (offer_hours > 0),
    created_at timestamptz not null,
    version bigint not null default 1,
    check (registration_until <= ranking_until and ranking_until <= publish_at and publish_at < offers_until)
);

-- The state table stands in the schema, too: no round is closed twice, none comes back.
create function round_step() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
        (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8)) then
        raise exception 'round % cannot go from % to %', old.round_id, old.state, new.state;
    end if;
    return new;
end $$;
create trigger round_step before update on round for each row execute function round_step();

create table round_need (
    round_id uuid not null references round,
    need_id uuid not null references talent_need,
    organisation_code text not null,
    quota integer not null check (quota > 0),
    -- Talents in the firm's own order, and those it does not accept.
    named uuid[] not null default '{}',
    struck uuid[] not null default '{}',
    left_at timestamptz,
    primary key (round_id, need_id)
);
create index round_need_need on round_need (need_id);

create table round_talent (
    round_id uuid not null references round,
    talent_id uuid not null references talent,
    consented_at timestamptz not null,
    named uuid[] not null default '{}',
    struck uuid[] not null default '{}',
    left_at timestamptz,
    primary key (round_id, talent_id)
);
create index round_talent_talent on round_talent (talent_id);

create table round_run (
    run_id uuid primary key,
    round_id uuid not null references round,
    -- 1 simulation, 2 the published result, 3 re-run for seats given back.
    kind smallint not null check (kind between 1 and 3),
    proposing smallint not null,
    -- SHA-256 of the side that proposes, the seats and the full lists.
    input_hash bytea not null check (octet_length(input_hash) = 32),
    talents integer not null,
    needs integer not null,
    seats integer not null,
    pairs bigint not null,
    matched integer not null,
    -- Only what the checker finds stable may be stored.
    blocking_pairs bigint not null check (blocking_pairs = 0),
    created_at timestamptz not null
);
create unique index round_run_result on round_run (round_id) where kind = 2;
create index round_run_round on round_run (round_id, run_id desc);

create table round_match (
    run_id uuid not null references round_run,
    need_id uuid not null,
    -- The talent's place in the need's full order, from 1.
    talent_place integer not null,
    talent_id uuid not null,
    need_place integer not null,
    primary key (run_id, need_id, talent_place),
    unique (run_id, talent_id)
);

-- The full lists of the published result: what the certificate speaks of, and what seats given back are filled from.
create table round_pair (
    round_id uuid not null references round,
    talent_id uuid not null,
    need_place integer not null,
    need_id uuid not null,
    talent_place integer not null,
    primary key (round_id, talent_id, need_place),
    unique (round_id, need_id, talent_place)
);
-- Seats of each need when it was published.
create table round_seat (
    round_id uuid not null references round,
    need_id uuid not null,
    seats integer not null check (seats >= 0),
    primary key (round_id, need_id)
);
