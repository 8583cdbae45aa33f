-- Offers of rounds: a talent has one open or accepted offer a round, a pair has its offer once, and seats are never exceeded.

create table round_offer (
    offer_id uuid primary key,
    round_id uuid not null references round,
    need_id uuid not null references talent_need,
    talent_id uuid not null references talent,
    -- The run that made it: the result, or a re-run for seats given back.
    run_id uuid not null references round_run,
    state smallint not null check (state between 1 and 5),
    deadline timestamptz not null,
    created_at timestamptz not null,
    answered_at timestamptz,
    placement_id uuid references placement,
    unique (round_id, talent_id, need_id),
    check ((state = 2) = (placement_id is not null)),
    check ((state = 1) = (answered_at is null))
);
create unique index round_offer_live on round_offer (round_id, talent_id) where state in (1, 2);
create index round_offer_need on round_offer (round_id, need_id) where state in (1, 2);
create index round_offer_due on round_offer (deadline) where state = 1;
create index round_offer_open on round_offer (talent_id) where state = 1;

create function round_offer_seat() returns trigger language plpgsql as $$
begin
    if (select count(*) from round_offer where round_id = new.round_id and need_id = new.need_id and state in (1, 2))
        >= (select seats from round_seat where round_id = new.round_id and need_id = new.need_id) then
        raise exception 'need % has no seat left in round %', new.need_id, new.round_id;
    end if;
    return new;
end $$;
create trigger round_offer_seat before insert on round_offer for each row execute function round_offer_seat();

create function round_offer_step() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and old.state <> 1 then
        raise exception 'offer % has its answer', old.offer_id;
    end if;
    return new;
end $$;
create trigger round_offer_step before update on round_offer for each row execute function round_offer_step();
