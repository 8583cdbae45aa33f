-- Parks with what was measured of their digital base, and leads on firms that may move to the city.
-- Levels, stages and origins are the numbers of the enums in the protos.

create table park (
    park_id uuid primary key,
    name_zh text not null check (length(name_zh) between 2 and 60),
    name_en text not null check (length(name_en) between 2 and 120),
    district text not null,
    level smallint not null check (level between 1 and 4),
    area_hectare int not null check (area_hectare >= 0),
    created_at timestamptz not null,
    version bigint not null default 1,
    constraint park_name_once unique (name_zh)
);
create index park_in_order on park (district, name_zh);

create table park_measurement (
    park_id uuid not null references park,
    measured_on date not null,
    coverage_5g_bp int not null check (coverage_5g_bp between 0 and 10000),
    coverage_pon_bp int not null check (coverage_pon_bp between 0 and 10000),
    firms_above_scale int not null check (firms_above_scale >= 0),
    firms_connected int not null check (firms_connected >= 0),
    source text not null check (length(source) >= 2),
    recorded_at timestamptz not null,
    primary key (park_id, measured_on),
    constraint park_measurement_connected check (firms_connected <= firms_above_scale)
);

create index firm_in_park on firm (park_id) where park_id is not null;
alter table firm add constraint firm_park foreign key (park_id) references park;

create table lead (
    lead_id uuid primary key,
    firm_name text not null check (length(firm_name) between 2 and 120),
    origin smallint not null check (origin between 1 and 3),
    industry text not null,
    source smallint not null check (source between 1 and 6),
    source_detail text not null,
    planned_investment_cny_fen bigint not null check (planned_investment_cny_fen >= 0),
    description text not null,
    next_step text not null,
    next_step_day date,
    park_id uuid references park,
    project_id uuid references project,
    application_id uuid references application,
    contact_name text not null,
    contact_phone text not null,
    -- Account of an official.
    responsible text not null,
    stage smallint not null default 1 check (stage between 1 and 7),
    stage_at timestamptz not null,
    created_at timestamptz not null,
    version bigint not null default 1,
    constraint lead_lands_in_a_park check (stage <> 6 or park_id is not null)
);
create index lead_of_stage on lead (stage, lead_id desc);
create index lead_of_responsible on lead (responsible, lead_id desc);
create index lead_due on lead (next_step_day) where next_step_day is not null and stage < 6;
create index lead_of_park on lead (park_id) where park_id is not null;

create table lead_move (
    lead_id uuid not null references lead,
    number int not null check (number >= 1),
    from_stage smallint not null,
    to_stage smallint not null,
    reason text not null,
    moved_at timestamptz not null,
    primary key (lead_id, number),
    constraint lead_move_with_reason check ((from_stage <> 7 and to_stage <> 7) or reason <> '')
);

create function lead_transition() returns trigger language plpgsql as $$
begin
    if (old.stage, new.stage) not in ((1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (1, 7), (2, 7), (3, 7), (4, 7), (5, 7), (7, 2)) then
        raise exception 'lead %: no step from stage % to %', old.lead_id, old.stage, new.stage
            using errcode = 'check_violation', constraint = 'lead_transition';
    end if;
    return new;
end $$;
create trigger lead_transition before update of stage on lead
    for each row when (old.stage <> new.stage) execute function lead_transition();
