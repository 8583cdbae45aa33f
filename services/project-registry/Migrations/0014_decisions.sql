-- Decisions of two officials. Kinds and states are the numbers of the enums in the protos.

create table decision (
    decision_id uuid primary key,
    kind smallint not null check (kind between 1 and 5),
    subject_id uuid not null,
    subject_name text not null,
    link text not null,
    -- What the approval carries out: DecisionTerms as JSON.
    terms jsonb not null,
    reason text not null check (length(reason) between 1 and 1000),
    -- Of the subject when it was proposed, as its kind writes it; another one at the approval means that the subject changed.
    subject_version text not null,
    state smallint not null check (state between 1 and 4),
    proposed_by text not null,
    organisation_code text not null,
    proposed_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    refusal text not null default '',
    constraint decision_decided check ((state = 1) = (decided_by is null) and (state = 1) = (decided_at is null)),
    -- Four eyes: approved and refused by another person than who proposed it; withdrawn only by that one.
    constraint decision_four_eyes check (
        state = 1 or (state in (2, 3) and decided_by <> proposed_by) or (state = 4 and decided_by = proposed_by)),
    constraint decision_refused_with_reason check ((state = 3) = (refusal <> ''))
);
create unique index decision_pending_once on decision (kind, subject_id) where state = 1;
create index decision_of_subject on decision (subject_id, decision_id desc);
create index decision_pending on decision (decision_id desc) where state = 1;

-- Proposed → approved, refused or withdrawn, once; what was proposed stays as it was read.
create function decision_transition() returns trigger language plpgsql as $$
begin
    if old.state <> 1 or new.state = 1
        or (old.kind, old.subject_id, old.terms, old.reason, old.subject_version, old.proposed_by, old.proposed_at)
            is distinct from (new.kind, new.subject_id, new.terms, new.reason, new.subject_version, new.proposed_by, new.proposed_at)
    then
        raise exception 'decision %: no change from state % to %', old.decision_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'decision_transition';
    end if;
    return new;
end $$;
create trigger decision_transition before update on decision for each row execute function decision_transition();
