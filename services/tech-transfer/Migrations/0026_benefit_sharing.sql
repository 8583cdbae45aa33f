-- Benefit sharing: a university's policy in versions, inventors' agreed weights, direct costs, and statements that are never edited.

create table benefit_policy (
    policy_id uuid primary key,
    owner_code text not null,
    version int not null check (version >= 1),
    valid_from date not null,
    inventor_equity_bp int not null check (inventor_equity_bp between 0 and 10000),
    source text not null check (source <> ''),
    published_at timestamptz not null,
    constraint benefit_policy_version unique (owner_code, version),
    constraint benefit_policy_day unique (owner_code, valid_from)
);

create table benefit_tier (
    policy_id uuid not null references benefit_policy,
    above_cny_fen bigint not null check (above_cny_fen >= 0),
    inventors_bp int not null check (inventors_bp between 0 and 10000),
    department_bp int not null check (department_bp between 0 and 10000),
    school_bp int not null check (school_bp between 0 and 10000),
    transfer_office_bp int not null check (transfer_office_bp between 0 and 10000),
    primary key (policy_id, above_cny_fen),
    constraint benefit_tier_whole check (inventors_bp + department_bp + school_bp + transfer_office_bp = 10000)
);

-- The statutory floor of the policy's first day.
create function benefit_tier_floor() returns trigger language plpgsql as $$
begin
    if new.inventors_bp < (
        select r.value from transfer_rule r join benefit_policy p on p.policy_id = new.policy_id
        where r.key = 2 and r.valid_from <= p.valid_from order by r.valid_from desc limit 1)
    then
        raise exception 'policy %: inventors below the floor', new.policy_id using errcode = 'check_violation', constraint = 'benefit_tier_floor';
    end if;
    return new;
end $$;
create trigger benefit_tier_floor before insert or update on benefit_tier for each row execute function benefit_tier_floor();

-- A version of the weights that the inventors of a contract agreed on.
create table sharing_inventor (
    agreement_id uuid not null references agreement,
    version int not null check (version >= 1),
    number int not null check (number >= 1),
    name text not null,
    department text not null,
    weight_bp int not null check (weight_bp between 1 and 10000),
    primary key (agreement_id, version, number)
);
create function sharing_weights_whole() returns trigger language plpgsql as $$
begin
    if (select sum(weight_bp) from sharing_inventor where agreement_id = new.agreement_id and version = new.version) <> 10000 then
        raise exception 'agreement %: weights are not 100 %%', new.agreement_id using errcode = 'check_violation', constraint = 'sharing_weights_whole';
    end if;
    return null;
end $$;
create constraint trigger sharing_weights_whole after insert or update on sharing_inventor deferrable initially deferred for each row execute function sharing_weights_whole();

create table direct_cost (
    agreement_id uuid not null references agreement,
    number int not null check (number >= 1),
    day date not null,
    amount_cny_fen bigint not null check (amount_cny_fen > 0),
    description text not null,
    evidence text not null check (evidence <> ''),
    recorded_at timestamptz not null,
    cancel_reason text not null default '',
    primary key (agreement_id, number)
);

create table benefit_statement (
    statement_id uuid primary key,
    agreement_id uuid not null references agreement,
    number int not null check (number >= 1),
    policy_id uuid not null references benefit_policy,
    inventors_version int not null,
    -- Cumulative.
    income_cny_fen bigint not null check (income_cny_fen >= 0),
    cost_cny_fen bigint not null check (cost_cny_fen >= 0),
    net_cny_fen bigint not null,
    floor_bp int not null,
    correction boolean not null,
    reason text not null,
    created_at timestamptz not null,
    constraint benefit_statement_number unique (agreement_id, number),
    constraint benefit_statement_net check (net_cny_fen = greatest(0, income_cny_fen - cost_cny_fen)),
    constraint benefit_statement_reason check (not correction or reason <> '')
);

create table benefit_line (
    statement_id uuid not null references benefit_statement,
    -- platform.transfer.v1.BenefitParty
    party smallint not null check (party between 1 and 4),
    -- 0 where it is no inventor's.
    inventor_number int not null,
    name text not null,
    total_cny_fen bigint not null check (total_cny_fen >= 0),
    amount_cny_fen bigint not null,
    equity_ppm bigint not null check (equity_ppm >= 0),
    primary key (statement_id, party, inventor_number, name)
);
create function benefit_lines_add_up() returns trigger language plpgsql as $$
declare
    s benefit_statement;
    whole bigint;
    inventors bigint;
begin
    select * into s from benefit_statement where statement_id = new.statement_id;
    select sum(total_cny_fen), coalesce(sum(total_cny_fen) filter (where party = 1), 0) into whole, inventors from benefit_line where statement_id = new.statement_id;
    if whole <> s.net_cny_fen or inventors::numeric * 10000 < s.net_cny_fen::numeric * s.floor_bp then
        raise exception 'statement %: lines do not add to the net income or keep the floor', s.statement_id using errcode = 'check_violation', constraint = 'benefit_lines_add_up';
    end if;
    return null;
end $$;
create constraint trigger benefit_lines_add_up after insert on benefit_line deferrable initially deferred for each row execute function benefit_lines_add_up();

create function benefit_is_never_edited() returns trigger language plpgsql as $$
begin
    raise exception 'a statement is corrected by a new one' using errcode = 'check_violation', constraint = 'benefit_never_edited';
end $$;
create trigger benefit_never_edited before update or delete on benefit_statement for each row execute function benefit_is_never_edited();
create trigger benefit_never_edited before update or delete on benefit_line for each row execute function benefit_is_never_edited();
create trigger benefit_never_edited before update or delete on benefit_tier for each row execute function benefit_is_never_edited();
