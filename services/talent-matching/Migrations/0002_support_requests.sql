-- Support requests that asked for talent, and the need that serves each of their periods.

create table support_request (
    support_request_id uuid not null,
    round integer not null check (round >= 1),
    need_id uuid references talent_need,
    -- Told that it ended without its need; where that came before the request itself, it opens nothing.
    ended boolean not null,
    primary key (support_request_id, round)
);
create index support_request_need on support_request (need_id) where need_id is not null;
