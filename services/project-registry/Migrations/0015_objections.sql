-- Objections to public notices, and what moves up where a project leaves the list. States are the numbers of the enums in the protos.

alter table batch add column notice_published_by text not null default '';

create table objection (
    objection_id uuid primary key,
    batch_id uuid not null references batch,
    -- SHA-256 of the receipt code, which is told once.
    receipt_hash bytea not null unique check (length(receipt_hash) = 32),
    state smallint not null check (state between 1 and 4),
    objector_kind smallint not null check (objector_kind between 1 and 2),
    objector_name text not null check (length(objector_name) between 2 and 100),
    contact text not null check (length(contact) between 5 and 100),
    grounds text not null check (length(grounds) between 10 and 4000),
    filed_at timestamptz not null,
    handled_by text not null default '',
    answer text not null default '',
    answered_at timestamptz,
    answered_by text not null default '',
    version bigint not null default 1,
    constraint objection_answered check ((state >= 3) = (answered_at is not null and answer <> '' and answered_by <> '')),
    constraint objection_handled check ((state = 1) = (handled_by = ''))
);
create index objection_of_batch on objection (batch_id, objection_id);
create index objection_open on objection (objection_id) where state <= 2;
-- The same objection is open once.
create unique index objection_once on objection (batch_id, md5(contact), md5(grounds)) where state <= 2;

create table objection_application (
    objection_id uuid not null references objection,
    application_id uuid not null references application,
    primary key (objection_id, application_id)
);

-- Filed → investigated → dismissed or upheld; what was filed and answered stays.
create function objection_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in ((1, 2), (2, 2), (2, 3), (2, 4))
        or (old.batch_id, old.objector_kind, old.objector_name, old.contact, old.grounds, old.filed_at)
            is distinct from (new.batch_id, new.objector_kind, new.objector_name, new.contact, new.grounds, new.filed_at)
    then
        raise exception 'objection %: no change from state % to %', old.objection_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'objection_transition';
    end if;
    return new;
end $$;
create trigger objection_transition before update on objection for each row execute function objection_transition();

-- A project that moved up after the list was published has a notice of its own.
create table notice_addition (
    application_id uuid primary key references application,
    batch_id uuid not null references batch,
    first_day date not null,
    last_day date not null,
    constraint notice_addition_in_order check (first_day <= last_day)
);
create index notice_addition_of_batch on notice_addition (batch_id);

-- All moves of an application, as the code's table has them; (6, 9) is an upheld objection. A later part that adds a move adds it here.
create or replace function application_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        (1, 2), (1, 10), (2, 3), (2, 10), (3, 4), (3, 9), (3, 10), (3, 11), (4, 5), (4, 10),
        (5, 6), (5, 8), (5, 9), (5, 10), (6, 7), (6, 9), (6, 10), (8, 10), (11, 3), (11, 9), (11, 10))
    then
        raise exception 'application %: no step from state % to %', old.application_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'application_transition';
    end if;
    return new;
end $$;
