-- The pool after admission: how a project leaves it, its plan, milestones and quarterly reports.
-- States, indicators and lights are the numbers of the enums in the protos.

alter table project
    add column state smallint not null default 1 check (state between 1 and 3),
    add column left_at timestamptz,
    add column leave_reason text not null default '',
    -- When the officials were told that it may graduate; told once.
    add column graduation_told_at timestamptz,
    add column version bigint not null default 1,
    add constraint project_left check ((state > 1) = (left_at is not null)),
    add constraint project_left_with_reason check ((state > 1) = (leave_reason <> ''));

create function project_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in ((1, 2), (1, 3)) then
        raise exception 'project %: no step from state % to %', old.project_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'project_transition';
    end if;
    return new;
end $$;
create trigger project_transition before update of state on project
    for each row when (old.state <> new.state) execute function project_transition();

create table project_plan (
    project_id uuid primary key references project,
    start_day date not null,
    end_day date not null,
    version bigint not null default 1,
    constraint project_plan_in_order check (end_day > start_day)
);

create table project_target (
    project_id uuid not null references project_plan,
    indicator smallint not null check (indicator between 1 and 6),
    baseline bigint not null,
    target bigint,
    primary key (project_id, indicator)
);

-- Projects admitted before there were plans. Two years, as pool-rules.json says.
insert into project_plan (project_id, start_day, end_day)
select project_id, (admitted_at at time zone 'Asia/Shanghai')::date, ((admitted_at at time zone 'Asia/Shanghai')::date + interval '24 months')::date from project;
insert into project_target (project_id, indicator, baseline, target)
select p.project_id, t.indicator, t.baseline, t.target
from project p join application a on a.application_id = p.project_id
cross join lateral (values
    (1, 0::bigint, a.total_investment_cny_fen), (2, 0, null), (3, a.equipment_localisation_bp, null), (4, 0, null), (5, 0, null), (6, 0, null)) as t (indicator, baseline, target);

create table milestone (
    milestone_id uuid primary key,
    project_id uuid not null references project,
    title text not null check (length(title) between 2 and 120),
    due_day date not null,
    weight int not null check (weight between 1 and 100),
    state smallint not null check (state between 1 and 5),
    -- A change of an agreed milestone that waits for an official.
    pending_title text,
    pending_due_day date,
    pending_weight int check (pending_weight between 1 and 100),
    pending_reason text,
    completion_note text not null default '',
    official_comment text not null default '',
    completed_at timestamptz,
    confirmed_at timestamptz,
    version bigint not null default 1,
    constraint milestone_pending_whole check (num_nonnulls(pending_title, pending_due_day, pending_weight, pending_reason) in (0, 4)),
    constraint milestone_pending_when_planned check (pending_title is null or state = 2),
    constraint milestone_completed check (state not in (3, 4) or completed_at is not null),
    constraint milestone_confirmed check ((state = 4) = (confirmed_at is not null))
);
create unique index milestone_title_once on milestone (project_id, title) where state <> 5;
create index milestone_of_project on milestone (project_id, due_day, milestone_id);

create function milestone_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in ((1, 2), (1, 5), (2, 3), (3, 4), (3, 2)) then
        raise exception 'milestone %: no step from state % to %', old.milestone_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'milestone_transition';
    end if;
    return new;
end $$;
create trigger milestone_transition before update of state on milestone
    for each row when (old.state <> new.state) execute function milestone_transition();

create table quarterly_report (
    report_id uuid primary key,
    project_id uuid not null references project,
    year int not null check (year between 2000 and 2100),
    quarter int not null check (quarter between 1 and 4),
    state smallint not null check (state between 1 and 4),
    note text not null default '',
    official_comment text not null default '',
    created_at timestamptz not null,
    submitted_at timestamptz,
    decided_at timestamptz,
    -- The project's light when it was accepted, with its reasons: [{rule, light, zh, en}].
    light smallint check (light between 1 and 3),
    light_reasons jsonb,
    version bigint not null default 1,
    constraint quarterly_report_once unique (project_id, year, quarter),
    constraint quarterly_report_submitted check (state = 1 or submitted_at is not null),
    constraint quarterly_report_decided check (state not in (3, 4) or decided_at is not null),
    constraint quarterly_report_light check ((state = 3) = (light is not null))
);
create index quarterly_report_waiting on quarterly_report (submitted_at, report_id) where state = 2;

create table report_figure (
    report_id uuid not null references quarterly_report,
    indicator smallint not null check (indicator between 1 and 6),
    value bigint not null,
    note text not null default '',
    primary key (report_id, indicator)
);

create function quarterly_report_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in ((1, 2), (2, 3), (2, 4), (4, 2)) then
        raise exception 'report %: no step from state % to %', old.report_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'quarterly_report_transition';
    end if;
    return new;
end $$;
create trigger quarterly_report_transition before update of state on quarterly_report
    for each row when (old.state <> new.state) execute function quarterly_report_transition();

-- What somebody was reminded of; each thing once.
create table pool_reminder (
    kind text not null,
    subject_id uuid not null,
    -- Of what: the quarter, or the day that was due then.
    occasion text not null,
    sent_at timestamptz not null,
    primary key (kind, subject_id, occasion)
);
