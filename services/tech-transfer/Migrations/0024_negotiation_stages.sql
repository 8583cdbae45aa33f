-- Negotiations by stages: interest, confidentiality, data room, term sheet, contract.

alter table negotiation
    -- platform.transfer.v1.NegotiationStage
    add column stage smallint not null default 1,
    -- platform.transfer.v1.TransferForm
    add column form smallint not null default 0,
    -- Assignment, equity and exclusive licence leave the listing to one firm.
    add column exclusive boolean generated always as (form in (1, 3, 6)) stored,
    add column intent text not null default '',
    -- Of the present stage; null where none runs.
    add column due_at timestamptz,
    -- The deadline that both sides were reminded of.
    add column reminded_for timestamptz,
    -- platform.transfer.v1.NegotiationEnding
    add column ending smallint not null default 0,
    add column ended_by text not null default '',
    add constraint negotiation_stage check (stage between 1 and 5),
    add constraint negotiation_ending check (ending between 0 and 4 and (ending = 0 or state = 3));

-- One firm alone has the listing in negotiation where it is to have it alone.
create unique index negotiation_exclusive on negotiation (listing_id) where state = 1 and stage >= 2 and exclusive;
create index negotiation_due on negotiation (due_at) where state = 1 and due_at is not null;
create index negotiation_of_collaboration on negotiation (collaboration_id) where collaboration_id <> '';

-- The pairs of NegotiationSteps.cs: what is not there cannot happen.
create function check_negotiation_step() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state = 1 and new.stage <= 2 then
            return new;
        end if;
    elsif new.state = old.state and new.stage = old.stage then
        return new;
    elsif old.state = 1 and new.state in (2, 3) and new.stage = old.stage then
        return new;
    elsif old.state = 1 and new.state = 1
        and (old.stage, new.stage) in ((1, 2), (2, 3), (3, 4), (3, 2), (4, 2), (4, 5), (5, 4)) then
        return new;
    end if;
    raise exception 'a negotiation does not go to state % stage %', new.state, new.stage using errcode = 'check_violation', constraint = 'negotiation_step';
end
$$;
create trigger negotiation_step before insert or update of state, stage on negotiation for each row execute function check_negotiation_step();

-- Days of each stage and when both sides are reminded before its end. [choice] Thirty days for a first answer to a partnering
-- request is usual; confidentiality is a form, the data room and the terms take longer.
create table negotiation_deadline (
    stage smallint primary key check (stage between 1 and 5),
    days int not null check (days between 1 and 365),
    remind_days int not null check (remind_days between 0 and 60 and remind_days < days),
    source text not null
);
insert into negotiation_deadline (stage, days, remind_days, source) values
    (1, 30, 5, 'this project''s choice'),
    (2, 30, 5, 'this project''s choice'),
    (3, 60, 10, 'this project''s choice'),
    (4, 60, 10, 'this project''s choice'),
    (5, 90, 15, 'this project''s choice');

create function refuse_negotiation_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only added to', tg_table_name using errcode = 'check_violation', constraint = 'only_added_to';
end
$$;

create table negotiation_act (
    act_id bigint generated always as identity primary key,
    negotiation_id uuid not null references negotiation,
    -- platform.transfer.v1.NegotiationActKind
    kind smallint not null check (kind between 1 and 13),
    stage smallint not null,
    organisation_code text not null,
    account text not null,
    note text not null,
    at timestamptz not null
);
create index negotiation_act_of on negotiation_act (negotiation_id, act_id);
create trigger negotiation_act_stays before update or delete on negotiation_act for each row execute function refuse_negotiation_change();

create table negotiation_message (
    message_id uuid primary key,
    negotiation_id uuid not null references negotiation,
    organisation_code text not null,
    account text not null,
    body text not null check (length(body) between 1 and 4000),
    created_at timestamptz not null
);
create index negotiation_message_of on negotiation_message (negotiation_id, message_id desc);
create trigger negotiation_message_stays before update or delete on negotiation_message for each row execute function refuse_negotiation_change();

-- Who carries a collaboration, as its activation told: its government body reads along.
create table collaboration_party (
    collaboration_id text not null,
    organisation_code text not null,
    primary key (collaboration_id, organisation_code)
);

create table negotiation_nda (
    negotiation_id uuid not null references negotiation,
    version int not null check (version >= 1),
    body text not null,
    body_hash text not null check (body_hash ~ '^[0-9a-f]{64}$'),
    proposed_by text not null,
    proposed_at timestamptz not null,
    enterprise_account text,
    enterprise_consented_at timestamptz,
    owner_account text,
    owner_consented_at timestamptz,
    primary key (negotiation_id, version),
    constraint negotiation_nda_enterprise check ((enterprise_account is null) = (enterprise_consented_at is null)),
    constraint negotiation_nda_owner check ((owner_account is null) = (owner_consented_at is null))
);

-- A text that was put stands, and a consent to it is given once.
create function check_nda_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.negotiation_id, new.version, new.body, new.body_hash, new.proposed_by, new.proposed_at)
            is distinct from (old.negotiation_id, old.version, old.body, old.body_hash, old.proposed_by, old.proposed_at)
        or (old.enterprise_consented_at is not null and (new.enterprise_account, new.enterprise_consented_at) is distinct from (old.enterprise_account, old.enterprise_consented_at))
        or (old.owner_consented_at is not null and (new.owner_account, new.owner_consented_at) is distinct from (old.owner_account, old.owner_consented_at)) then
        raise exception 'a text that was put stands' using errcode = 'check_violation', constraint = 'negotiation_nda_stands';
    end if;
    return new;
end
$$;
create trigger negotiation_nda_stands before update or delete on negotiation_nda for each row execute function check_nda_change();

create table term_sheet (
    negotiation_id uuid not null references negotiation,
    version int not null check (version >= 1),
    form smallint not null check (form between 1 and 6),
    price_cny_fen bigint not null check (price_cny_fen >= 0),
    royalty_bp int not null check (royalty_bp between 0 and 10000),
    equity_bp int not null check (equity_bp between 0 and 10000),
    field_of_use text not null,
    territory text not null,
    term_months int not null check (term_months between 0 and 600),
    -- [{"title", "dueDay", "paymentCnyFen"}] in their order.
    milestones jsonb not null,
    other_terms text not null,
    terms_hash text not null check (terms_hash ~ '^[0-9a-f]{64}$'),
    note text not null,
    proposed_by text not null,
    proposer text not null,
    proposed_at timestamptz not null,
    acceptor text,
    accepted_at timestamptz,
    primary key (negotiation_id, version),
    constraint term_sheet_acceptance check ((acceptor is null) = (accepted_at is null)),
    -- 作价入股 is paid in shares, and nothing else is.
    constraint term_sheet_equity check ((form = 3) = (equity_bp > 0))
);

-- Terms that were put stand; they are accepted once.
create function check_term_sheet_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.accepted_at is not null
        or to_jsonb(new) - 'acceptor' - 'accepted_at' is distinct from to_jsonb(old) - 'acceptor' - 'accepted_at' then
        raise exception 'terms that were put stand' using errcode = 'check_violation', constraint = 'term_sheet_stands';
    end if;
    return new;
end
$$;
create trigger term_sheet_stands before update or delete on term_sheet for each row execute function check_term_sheet_change();

create table data_room_file (
    file_id uuid primary key references stored_file,
    negotiation_id uuid not null references negotiation,
    folder text not null check (length(folder) <= 60)
);
create index data_room_file_of on data_room_file (negotiation_id);

create table data_room_access (
    access_id bigint generated always as identity primary key,
    negotiation_id uuid not null references negotiation,
    -- platform.transfer.v1.DataRoomAccessKind
    kind smallint not null check (kind in (1, 2)),
    file_id uuid references stored_file,
    organisation_code text not null,
    account text not null,
    at timestamptz not null,
    constraint data_room_access_file check ((kind = 2) = (file_id is not null))
);
create index data_room_access_of on data_room_access (negotiation_id, access_id desc);
create trigger data_room_access_stays before update or delete on data_room_access for each row execute function refuse_negotiation_change();
