-- Open challenges (揭榜挂帅): bounty, milestones, criteria, sealed proposals, evaluations, award by two sides, payments.

create table challenge (
    challenge_id uuid primary key,
    organisation_code text not null,
    organisation_name text not null,
    title text not null,
    industry text not null,
    track text not null,
    problem text not null,
    acceptance text not null,
    eligibility text not null,
    -- platform.transfer.v1.ResultOwnership
    ownership smallint not null,
    ip_terms text not null,
    bounty_cny_fen bigint not null check (bounty_cny_fen > 0),
    deadline timestamptz not null,
    evaluations_required smallint not null check (evaluations_required between 1 and 9),
    -- platform.transfer.v1.ChallengeState
    state smallint not null,
    round int not null default 1 check (round >= 1),
    reason text not null default '',
    submitted_by text,
    approved_by text check (approved_by <> submitted_by),
    published_at timestamptz,
    winner_id uuid,
    award_reason text not null default '',
    award_proposed_by text,
    award_confirmed_by text check (award_confirmed_by <> award_proposed_by),
    awarded_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    check (state not in (5, 6, 7) or winner_id is not null),
    check (state not in (6, 7) or awarded_at is not null)
);
create index challenge_newest on challenge (challenge_id desc) where state >= 3;
create index challenge_organisation on challenge (organisation_code, challenge_id desc);

create table challenge_milestone (
    milestone_id uuid primary key,
    challenge_id uuid not null references challenge,
    number smallint not null,
    title text not null,
    acceptance text not null,
    due_on date not null,
    -- Its part of the bounty, and what the winner is paid for it.
    payment_cny_fen bigint not null check (payment_cny_fen >= 0),
    agreed_cny_fen bigint check (agreed_cny_fen between 0 and payment_cny_fen),
    -- platform.transfer.v1.ChallengeMilestoneState
    state smallint not null default 1 check (state between 1 and 4),
    report text not null default '',
    returned_reason text not null default '',
    paid_on date,
    payment_reference text not null default '',
    unique (challenge_id, number),
    check ((state = 4) = (paid_on is not null))
);

create table challenge_criterion (
    challenge_id uuid not null references challenge,
    number smallint not null,
    name text not null,
    guidance text not null,
    weight_bp int not null check (weight_bp between 1 and 10000),
    primary key (challenge_id, number)
);

-- What a challenge without criteria of its own is evaluated by: data that staff edit.
create table challenge_criterion_default (
    number smallint primary key,
    name text not null,
    guidance text not null,
    weight_bp int not null check (weight_bp between 1 and 10000)
);
insert into challenge_criterion_default (number, name, guidance, weight_bp) values
    (1, '技术可行性', '路线成立，指标可达到', 3500),
    (2, '实施方案', '进度、分工与风险可控', 2500),
    (3, '团队能力', '相关业绩与条件', 2000),
    (4, '报价', '与工作量相称', 2000);

create table challenge_proposal (
    proposal_id uuid primary key,
    challenge_id uuid not null references challenge,
    round int not null,
    organisation_code text not null,
    organisation_name text not null,
    team_name text not null,
    team_key text not null,
    members jsonb not null check (jsonb_typeof(members) = 'array'),
    approach text not null,
    plan text not null,
    price_cny_fen bigint not null check (price_cny_fen > 0),
    months smallint not null,
    -- platform.transfer.v1.ProposalState
    state smallint not null,
    submitted_at timestamptz,
    version bigint not null default 1,
    created_at timestamptz not null,
    check (state in (1, 3) or submitted_at is not null)
);
create unique index challenge_proposal_team on challenge_proposal (challenge_id, round, organisation_code, team_key) where state <> 3;
create unique index challenge_proposal_winner on challenge_proposal (challenge_id, round) where state = 4;
alter table challenge add foreign key (winner_id) references challenge_proposal;

create table challenge_evaluator (
    challenge_id uuid not null references challenge,
    round int not null,
    account_id text not null,
    primary key (challenge_id, round, account_id)
);
create index challenge_evaluator_account on challenge_evaluator (account_id);

create table challenge_conflict (
    proposal_id uuid not null references challenge_proposal,
    account_id text not null,
    reason text not null,
    declared_at timestamptz not null,
    primary key (proposal_id, account_id)
);

create table challenge_evaluation (
    proposal_id uuid not null references challenge_proposal,
    account_id text not null,
    -- In the order of the criteria.
    scores int[] not null check (0 <= all (scores) and 100 >= all (scores)),
    comment text not null,
    filed_at timestamptz not null,
    primary key (proposal_id, account_id)
);

-- The table of states once more, so that nothing gets past it: ChallengeStates in the code. What leaves the draft has its bounty
-- split without rest and weights that add to 100 %; what opens the proposals has its deadline behind it.
create function hold_challenge_states() returns trigger language plpgsql as $$
begin
    if old.state = new.state then
        return new;
    end if;
    if (old.state, new.state) not in ((1, 2), (2, 3), (2, 1), (1, 9), (2, 9), (3, 9), (3, 4), (4, 5), (5, 6), (5, 4), (4, 8), (6, 8), (6, 7), (8, 2), (2, 8)) then
        raise exception 'a challenge does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if new.state = 2 and (
        (select sum(payment_cny_fen) from challenge_milestone where challenge_id = new.challenge_id) is distinct from new.bounty_cny_fen
        or (select sum(weight_bp) from challenge_criterion where challenge_id = new.challenge_id) is distinct from 10000) then
        raise exception 'payments must add to the bounty and weights to 10000' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger challenge_states before update of state on challenge for each row execute function hold_challenge_states();
