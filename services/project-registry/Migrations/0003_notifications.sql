-- What the registry tells an organisation, or one person, and the city's own changes of the calendar.

create table notification (
    notification_id uuid primary key,
    -- The organisation that is told, or the one account; the other is empty.
    organisation_code text not null default '',
    account_id text not null default '',
    topic text not null,
    text_zh text not null,
    text_en text not null,
    link text not null default '',
    created_at timestamptz not null,
    read_at timestamptz,
    constraint notification_has_one_addressee check ((organisation_code = '') <> (account_id = ''))
);
create index notification_of_organisation on notification (organisation_code, notification_id desc) where organisation_code <> '';
create index notification_of_account on notification (account_id, notification_id desc) where account_id <> '';

-- Days that the city's staff set otherwise than the data files: a holiday, or a make-up working day.
create table calendar_day (
    day date primary key,
    working boolean not null,
    name text not null check (length(name) between 1 and 60),
    source text not null,
    version bigint not null default 1
);

-- What the platform knows of a firm beyond its name: filled in by the firm, confirmed by officials.
create table firm (
    organisation_code text primary key check (length(organisation_code) = 18),
    -- GB/T 2260 code of the place of registration, six digits; empty where not yet told.
    registered_in text not null default '',
    founded_on date,
    industry text not null default '',
    -- A high-tech enterprise certificate: last day of its validity.
    high_tech_until date,
    -- 0: not assessed; otherwise level 1–4 of the SME digital level (MIIT indicators 2024).
    digital_level smallint not null default 0 check (digital_level between 0 and 4),
    -- Small and medium firm by self-declaration.
    is_sme boolean not null default false,
    -- Makes integrated circuits or industrial mother machines (announcement 2023 no. 44).
    is_chip_or_machine_tool boolean not null default false,
    park_id uuid,
    version bigint not null default 1
);

-- Firms on a list of bad credit (失信名单), kept by officials with the source of each entry.
create table bad_credit_entry (
    entry_id uuid primary key,
    organisation_code text not null check (length(organisation_code) = 18),
    reason text not null,
    source text not null,
    listed_on date not null,
    lifted_on date,
    constraint bad_credit_in_order check (lifted_on is null or lifted_on >= listed_on)
);
create index bad_credit_of_firm on bad_credit_entry (organisation_code);
