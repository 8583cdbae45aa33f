-- Collaborations of the three parties. States and kinds are the numbers of the enums in the protos.

create table collaboration (
    collaboration_id uuid primary key,
    kind smallint not null check (kind between 1 and 4),
    title text not null check (length(title) between 2 and 120),
    description text not null,
    project_id uuid references project,
    state smallint not null check (state between 1 and 6),
    terms_text text not null,
    terms_hash text not null check (length(terms_hash) = 64),
    terms_version int not null check (terms_version >= 1),
    proposer_code text not null,
    consent_deadline date not null,
    created_at timestamptz not null,
    activated_at timestamptz,
    ended_at timestamptz,
    end_reason text not null default '',
    version bigint not null default 1,
    constraint collaboration_active_since check ((state in (2, 3, 6)) = (activated_at is not null)),
    constraint collaboration_ended_at check ((state >= 3) = (ended_at is not null))
);
create index collaboration_of_project on collaboration (project_id, collaboration_id desc) where project_id is not null;
create index collaboration_awaiting on collaboration (consent_deadline) where state = 1;

create table collaboration_party (
    collaboration_id uuid not null references collaboration,
    number smallint not null,
    organisation_code text not null,
    name text not null,
    kind smallint not null check (kind between 1 and 3),
    consented_at timestamptz,
    primary key (collaboration_id, number),
    constraint collaboration_party_once unique (collaboration_id, organisation_code)
);
create index collaboration_party_of on collaboration_party (organisation_code, collaboration_id desc);

create table commitment (
    collaboration_id uuid not null references collaboration,
    number smallint not null,
    organisation_code text not null,
    description text not null,
    due_date date not null,
    fulfilment smallint not null check (fulfilment between 1 and 3),
    need_id uuid,
    candidate_id uuid,
    fulfilled_at timestamptz,
    evidence text not null default '',
    primary key (collaboration_id, number),
    foreign key (collaboration_id, organisation_code) references collaboration_party (collaboration_id, organisation_code) deferrable initially deferred
);
-- What an event looks for.
create index commitment_awaiting on commitment (fulfilment, need_id, candidate_id) where fulfilled_at is null;

-- Every version of the terms, as the parties read it.
create table collaboration_terms (
    collaboration_id uuid not null references collaboration,
    terms_version int not null,
    terms_text text not null,
    terms_hash text not null,
    proposer_code text not null,
    proposed_at timestamptz not null,
    primary key (collaboration_id, terms_version)
);

create function collaboration_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in ((1, 2), (1, 4), (1, 5), (2, 3), (2, 6)) then
        raise exception 'collaboration %: no step from state % to %', old.collaboration_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'collaboration_transition';
    end if;
    return new;
end $$;
create trigger collaboration_transition before update of state on collaboration
    for each row when (old.state <> new.state) execute function collaboration_transition();
