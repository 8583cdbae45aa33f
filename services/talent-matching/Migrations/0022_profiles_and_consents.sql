-- Profiles that talents keep themselves, what shows their skills, and their consents: who may know what of them for what purpose.

-- Nothing reads it: needs that name no skill are matched by the index in memory.
drop index talent_text_grams;

alter table talent
    -- Subject of the talent's own account; null where it does not sign in itself.
    add column account_id text,
    -- 1 imported by a college, 2 entered by the talent.
    add column origin smallint not null default 1 check (origin in (1, 2)),
    -- 1 waits for the college, 2 confirmed, 3 the college does not stand for it.
    add column confirmation smallint not null default 2 check (confirmation between 1 and 3),
    add column preferred_industries text[] not null default '{}',
    -- When the talent itself agreed that its data are processed here.
    add column processing_consented_at timestamptz,
    add column erased_at timestamptz,
    add column version bigint not null default 1,
    add constraint talent_erased check (erased_at is null or (name = '' and phone = '' and account_id is null and cardinality(unmapped_skills) = 0 and cardinality(awards) = 0)),
    add constraint talent_self_entered check (origin = 1 or erased_at is not null or (account_id is not null and processing_consented_at is not null));
create unique index talent_account on talent (account_id) where account_id is not null;
create index talent_unconfirmed on talent (college_code, seq) where confirmation = 1;

create table talent_evidence (
    evidence_id uuid primary key,
    talent_id uuid not null references talent on delete cascade,
    -- 1 certificate, 2 award, 3 course, 4 project.
    kind smallint not null check (kind between 1 and 4),
    title text not null,
    issuer text not null,
    issued_on date,
    skill_codes text[] not null,
    confirmed_at timestamptz,
    created_at timestamptz not null
);
create index talent_evidence_talent on talent_evidence (talent_id, evidence_id);

create table talent_invitation (
    talent_id uuid primary key references talent on delete cascade,
    -- SHA-256 of the code, which is shown once.
    code_hash bytea not null unique check (octet_length(code_hash) = 32),
    expires_at timestamptz not null,
    created_at timestamptz not null
);

create table talent_consent (
    consent_id uuid primary key,
    talent_id uuid not null references talent,
    -- 1 name and contact to a firm for a need, 2 taking part in a round.
    purpose smallint not null check (purpose in (1, 2)),
    need_id uuid references talent_need,
    organisation_code text,
    round_id uuid references round,
    -- 1 asked, 2 granted, 3 declined, 4 withdrawn.
    state smallint not null check (state between 1 and 4),
    given_by_talent boolean not null default false,
    -- What the college keeps, where it answered for the talent.
    proof text not null default '',
    created_at timestamptz not null,
    granted_at timestamptz,
    ended_at timestamptz,
    check ((purpose = 1) = (need_id is not null) and (purpose = 1) = (organisation_code is not null) and (purpose = 2) = (round_id is not null)),
    check (state <> 2 or (granted_at is not null and ended_at is null)),
    check (state not in (3, 4) or ended_at is not null)
);
create unique index talent_consent_contact on talent_consent (talent_id, need_id) where purpose = 1 and state in (1, 2);
create unique index talent_consent_round on talent_consent (talent_id, round_id) where purpose = 2 and state in (1, 2);
create index talent_consent_talent on talent_consent (talent_id, consent_id desc);
create index talent_consent_firm on talent_consent (organisation_code, consent_id desc) where purpose = 1;
create index talent_consent_need on talent_consent (need_id) where purpose = 1;

-- A consent that ended stays ended: a new one is a new row.
create function talent_consent_step() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in ((1, 2), (1, 3), (1, 4), (2, 4)) then
        raise exception 'consent % cannot go from % to %', old.consent_id, old.state, new.state;
    end if;
    return new;
end $$;
create trigger talent_consent_step before update on talent_consent for each row execute function talent_consent_step();

-- Each reading of name and contact in full by a firm.
create table talent_access (
    access_id uuid primary key,
    talent_id uuid not null references talent,
    consent_id uuid not null references talent_consent,
    organisation_code text not null,
    -- The account or machine client that read.
    subject text not null,
    accessed_at timestamptz not null
);
create index talent_access_talent on talent_access (talent_id, access_id desc);

-- What was stated by a flag before stands as a consent from now on.
insert into talent_consent (consent_id, talent_id, purpose, round_id, state, proof, created_at, granted_at)
select gen_random_uuid(), p.talent_id, 2, p.round_id, 2, '院校声明', p.consented_at, p.consented_at
from round_talent p where p.left_at is null;
insert into talent_consent (consent_id, talent_id, purpose, need_id, organisation_code, state, proof, created_at, granted_at)
select gen_random_uuid(), p.talent_id, 1, p.need_id, p.organisation_code, 2, '院校声明', p.created_at, p.created_at
from placement p where p.state = 3 and p.talent_id is not null
on conflict do nothing;
