-- A firm's profile is declared by the firm and confirmed by an official; its figures of each year likewise.

alter table firm
    add column high_tech boolean not null default false,
    add column high_tech_number text not null default '' check (length(high_tech_number) <= 40),
    add column high_tech_from date,
    -- 0: the firm has declared nothing; 1 declared, 2 confirmed, 3 returned.
    add column state smallint not null default 0 check (state between 0 and 3),
    add column return_reason text not null default '',
    add column confirmed_at timestamptz,
    add column confirmed_by text not null default '',
    add constraint firm_certificate_has_days check (not high_tech or (high_tech_from is not null and high_tech_until is not null and high_tech_from <= high_tech_until)),
    add constraint firm_confirmed_by_whom check ((state = 2) = (confirmed_at is not null and confirmed_by <> ''));

-- Money in fen; null is not told, which is not 0.
create table firm_year (
    organisation_code text not null check (length(organisation_code) = 18),
    year int not null check (year between 2015 and 2100),
    revenue_cny_fen bigint check (revenue_cny_fen >= 0),
    rd_expense_cny_fen bigint check (rd_expense_cny_fen >= 0),
    eligible_rd_expense_cny_fen bigint check (eligible_rd_expense_cny_fen >= 0),
    eligible_rd_amortisation_cny_fen bigint check (eligible_rd_amortisation_cny_fen >= 0),
    taxable_income_cny_fen bigint check (taxable_income_cny_fen >= 0),
    tech_transfer_income_cny_fen bigint check (tech_transfer_income_cny_fen >= 0),
    employees int check (employees >= 0),
    rd_staff int check (rd_staff >= 0),
    above_scale boolean,
    equipment_investment_cny_fen bigint check (equipment_investment_cny_fen >= 0),
    exports_cny_fen bigint check (exports_cny_fen >= 0),
    talents_hired int check (talents_hired >= 0),
    evidence text not null default '' check (length(evidence) <= 1000),
    state smallint not null check (state between 1 and 3),
    return_reason text not null default '',
    declared_at timestamptz not null,
    confirmed_at timestamptz,
    confirmed_by text not null default '',
    version bigint not null default 1,
    primary key (organisation_code, year),
    constraint firm_year_confirmed_by_whom check ((state = 2) = (confirmed_at is not null and confirmed_by <> '')),
    constraint firm_year_rd_part check (eligible_rd_expense_cny_fen <= rd_expense_cny_fen),
    constraint firm_year_staff_part check (rd_staff <= employees),
    constraint firm_year_transfer_part check (tech_transfer_income_cny_fen <= taxable_income_cny_fen)
);
create index firm_year_awaiting on firm_year (organisation_code) where state = 1;
create index firm_awaiting on firm (organisation_code) where state = 1;

-- What was declared while confirmed has to be confirmed anew: no path around the code keeps the confirmation over a change.
create function firm_year_change() returns trigger language plpgsql as $$
begin
    if old.state = 2 and new.state = 2 and to_jsonb(new) - 'version' is distinct from to_jsonb(old) - 'version' then
        raise exception 'figures of % in % are confirmed: declare them anew', old.organisation_code, old.year
            using errcode = 'check_violation', constraint = 'firm_year_change';
    end if;
    return new;
end $$;
create trigger firm_year_change before update on firm_year for each row execute function firm_year_change();
