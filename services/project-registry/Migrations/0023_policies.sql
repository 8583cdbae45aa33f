-- Policies as versioned data, what they entitle firms to, and claims.

create table policy_version (
    policy_code text not null check (policy_code ~ '^[A-Z][A-Z0-9-]{1,39}$'),
    version int not null check (version >= 1),
    -- 1 draft, 2 published.
    state smallint not null check (state in (1, 2)),
    effective_from date not null,
    effective_until date,
    sequence int not null,
    -- The message Policy of the contracts as JSON.
    content jsonb not null,
    published_at timestamptz,
    published_by text not null default '',
    row_version bigint not null default 1,
    primary key (policy_code, version),
    constraint policy_in_order check (effective_until is null or effective_until >= effective_from),
    constraint policy_published_when check ((state = 2) = (published_at is not null))
);
create unique index policy_one_draft on policy_version (policy_code) where state = 1;

-- A published version never changes and never goes.
create function policy_published() returns trigger language plpgsql as $$
begin
    raise exception 'version % of policy % is published', old.version, old.policy_code
        using errcode = 'check_violation', constraint = 'policy_published';
end $$;
create trigger policy_published before update or delete on policy_version
    for each row when (old.state = 2) execute function policy_published();

-- What each firm, or project of it, is entitled to by year; computed, never edited. A project id of zeros: the firm itself.
create table entitlement (
    organisation_code text not null,
    year int not null,
    policy_code text not null,
    project_id uuid not null,
    version int not null,
    -- 1 yes, 2 no, 3 unknown.
    verdict smallint not null check (verdict between 1 and 3),
    worth_cny_fen bigint not null check (worth_cny_fen >= 0),
    provisional boolean not null,
    computed_at timestamptz not null,
    primary key (organisation_code, year, policy_code, project_id),
    constraint entitlement_worth_when_yes check (verdict = 1 or worth_cny_fen = 0)
);
create index entitlement_of_policy on entitlement (policy_code, year, verdict);
create index entitlement_by_worth on entitlement (worth_cny_fen desc, organisation_code, year, policy_code, project_id) where verdict = 1;

-- Firms whose entitlements are to be computed anew.
create table entitlement_due (
    position bigint generated always as identity primary key,
    organisation_code text not null
);

-- One row a published version: what it changed, computed in the background.
create table policy_change (
    policy_change_id uuid primary key,
    policy_code text not null,
    version int not null,
    published_at timestamptz not null,
    -- The government body whose official published it; it is told what came of it.
    organisation_code text not null,
    computed_at timestamptz,
    newly_entitled int not null default 0,
    no_longer_entitled int not null default 0,
    worth_changed int not null default 0,
    worth_before_cny_fen bigint not null default 0,
    worth_after_cny_fen bigint not null default 0,
    constraint policy_change_once unique (policy_code, version),
    foreign key (policy_code, version) references policy_version
);
create index policy_change_waiting on policy_change (published_at) where computed_at is null;

create table policy_change_entry (
    policy_change_id uuid not null references policy_change,
    number int not null,
    organisation_code text not null,
    year int not null,
    policy_code text not null,
    project_id uuid not null,
    verdict_before smallint not null,
    verdict_after smallint not null,
    worth_before_cny_fen bigint not null,
    worth_after_cny_fen bigint not null,
    primary key (policy_change_id, number)
);

create table policy_claim (
    claim_id uuid primary key,
    organisation_code text not null check (length(organisation_code) = 18),
    policy_code text not null,
    version int not null,
    year int not null,
    project_id uuid not null,
    -- 1 claimed, 2 under review, 3 returned, 4 granted, 5 refused, 6 paid, 7 withdrawn.
    state smallint not null check (state between 1 and 7),
    claimed_cny_fen bigint not null check (claimed_cny_fen > 0),
    granted_cny_fen bigint check (granted_cny_fen > 0),
    reason text not null default '',
    payment_reference text not null default '',
    -- The calculation and the facts as they stood when it was claimed, in both languages; never changed.
    snapshot jsonb not null,
    created_at timestamptz not null,
    decided_at timestamptz,
    decided_by text not null default '',
    paid_at timestamptz,
    row_version bigint not null default 1,
    foreign key (policy_code, version) references policy_version,
    constraint claim_granted_amount check ((state in (4, 6)) = (granted_cny_fen is not null)),
    constraint claim_granted_at_most check (granted_cny_fen <= claimed_cny_fen),
    constraint claim_decided_when check ((state in (4, 5, 6)) = (decided_at is not null)),
    constraint claim_paid_when check ((state = 6) = (paid_at is not null)),
    constraint claim_has_reason check (state not in (3, 5) or reason <> '')
);
-- One claim a firm (or project), policy and year; one that was withdrawn may be made again.
create unique index claim_once on policy_claim (organisation_code, policy_code, year, project_id) where state <> 7;
create index claim_of_firm on policy_claim (organisation_code, claim_id desc);
create index claim_by_state on policy_claim (state, claim_id desc);

create table claim_evidence (
    claim_id uuid not null references policy_claim,
    number int not null,
    item smallint not null check (item between -1 and 20),
    description text not null check (length(description) between 1 and 300),
    file_id uuid,
    added_at timestamptz not null,
    primary key (claim_id, number)
);

create function claim_transition() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in ((1, 2), (1, 7), (2, 3), (2, 4), (2, 5), (2, 7), (3, 2), (3, 7), (4, 6)) then
        raise exception 'claim %: no step from state % to %', old.claim_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'claim_transition';
    end if;
    if new.snapshot is distinct from old.snapshot or new.claimed_cny_fen <> old.claimed_cny_fen then
        raise exception 'claim %: what was claimed does not change', old.claim_id
            using errcode = 'check_violation', constraint = 'claim_snapshot';
    end if;
    return new;
end $$;
create trigger claim_transition before update on policy_claim for each row execute function claim_transition();

-- Whoever changes what entitlements rest on outside this area makes them due: projects, bad credit, firms that join.
create function entitlement_due_of_row() returns trigger language plpgsql as $$
begin
    insert into entitlement_due (organisation_code) values (new.organisation_code);
    notify entitlement_due;
    return null;
end $$;
create trigger entitlement_due_of_project after insert or update of talents_placed, agreements_signed, state on project
    for each row execute function entitlement_due_of_row();
create trigger entitlement_due_of_bad_credit after insert or update on bad_credit_entry
    for each row execute function entitlement_due_of_row();
create trigger entitlement_due_of_organisation after insert on organisation
    for each row when (new.kind = 2) execute function entitlement_due_of_row();
create trigger entitlement_due_of_digital_level after update of digital_level on firm
    for each row when (new.digital_level <> old.digital_level) execute function entitlement_due_of_row();
create trigger entitlement_due_of_new_digital_level after insert on firm
    for each row when (new.digital_level > 0) execute function entitlement_due_of_row();
