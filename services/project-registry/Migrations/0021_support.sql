-- Support requests of firms, the departments that handle them and the kinds as data. States, kinds of clock and roles are the
-- numbers of the enums in the protos.

create table support_department (
    department_code text primary key check (department_code ~ '^[a-z][a-z0-9-]{1,39}$'),
    position int not null,
    name_zh text not null check (length(name_zh) between 1 and 60),
    name_en text not null check (length(name_en) between 1 and 120),
    -- The government organisation whose officials handle its requests; null: the coordinating office's.
    organisation_code text check (length(organisation_code) = 18),
    role smallint not null check (role between 1 and 3),
    active boolean not null,
    version bigint not null default 1
);
create unique index support_department_coordinating on support_department (role) where role = 2;
create unique index support_department_leadership on support_department (role) where role = 3;

-- Every version of a kind stays: a request keeps the one that it was filed under.
create table support_kind (
    kind_code text not null check (kind_code ~ '^[a-z][a-z0-9-]{1,39}$'),
    version int not null check (version >= 1),
    current boolean not null,
    position int not null,
    name_zh text not null check (length(name_zh) between 1 and 60),
    name_en text not null check (length(name_en) between 1 and 120),
    group_code text not null,
    group_zh text not null,
    group_en text not null,
    department_code text not null references support_department,
    rules jsonb not null,
    fields jsonb not null,
    normal_first_answer_days int not null check (normal_first_answer_days between 1 and 60),
    normal_solution_days int not null check (normal_solution_days between 1 and 250),
    pool_first_answer_days int not null check (pool_first_answer_days between 1 and 60),
    pool_solution_days int not null check (pool_solution_days between 1 and 250),
    opens smallint not null check (opens between 0 and 2),
    active boolean not null,
    saved_at timestamptz not null,
    primary key (kind_code, version)
);
create unique index support_kind_current on support_kind (kind_code) where current;

create table support_request (
    support_request_id uuid primary key,
    organisation_code text not null check (length(organisation_code) = 18),
    organisation_name text not null,
    kind_code text not null,
    kind_version int not null,
    project_id uuid references project,
    district text not null check (district ~ '^([0-9]{6})?$'),
    industry text not null,
    title text not null check (length(title) between 2 and 100),
    description text not null check (length(description) between 2 and 4000),
    form_values jsonb not null,
    priority smallint not null check (priority in (1, 2)),
    department_code text not null references support_department,
    state smallint not null check (state between 1 and 8),
    round int not null default 1 check (round >= 1),
    first_answer_limit int not null check (first_answer_limit >= 1),
    solution_limit int not null check (solution_limit >= 1),
    filed_at timestamptz not null,
    first_answered_at timestamptz,
    first_answer_days int check (first_answer_days >= 0),
    solved_at timestamptz,
    -- Of all its periods.
    solution_days int check (solution_days >= 0),
    -- Whether the last solution came within its period.
    solved_in_time boolean,
    solution_text text not null default '',
    reopen_until date,
    closed_at timestamptz,
    satisfaction smallint check (satisfaction between 1 and 5),
    satisfaction_comment text not null default '',
    end_reason text not null default '',
    rejection_ground smallint not null default 0 check (rejection_ground between 0 and 3),
    need_id uuid,
    -- The first days on which answer and solution are overdue, kept for lists; null where the clock stands in time or has ended.
    first_answer_overdue_on date,
    solution_overdue_on date,
    -- The day on which its clocks were last looked at; null: since then it took a step.
    checked_on date,
    version bigint not null default 1,
    foreign key (kind_code, kind_version) references support_kind,
    constraint support_answer_counted check ((first_answered_at is null) = (first_answer_days is null)),
    constraint support_solved check ((state in (4, 5)) <= (solved_at is not null and solution_days is not null and reopen_until is not null)),
    constraint support_closed check ((state = 5) = (closed_at is not null)),
    -- A score goes with its closing; reopening takes both back.
    constraint support_scored_when_closed check (satisfaction is null or state = 5),
    constraint support_rejected_with_ground check ((state = 6) = (rejection_ground > 0)),
    constraint support_priority_of_pool check ((priority = 2) = (project_id is not null))
);
create index support_request_newest on support_request (support_request_id desc);
create index support_request_of_firm on support_request (organisation_code, support_request_id desc);
create index support_request_of_department on support_request (department_code, support_request_id desc);
create index support_request_of_project on support_request (project_id, support_request_id desc) where project_id is not null;
create index support_request_due on support_request ((coalesce(solution_overdue_on, date '9999-12-31')), support_request_id);
create index support_request_to_check on support_request (checked_on nulls first) where state in (1, 2, 3, 4, 8);

-- The clock's runs in days: a working day counts where started_on < day <= stopped_on.
create table support_clock_run (
    support_request_id uuid not null references support_request,
    number int not null,
    round int not null,
    started_on date not null,
    stopped_on date,
    primary key (support_request_id, number),
    constraint support_clock_in_order check (stopped_on is null or stopped_on >= started_on)
);
create unique index support_clock_one_run on support_clock_run (support_request_id) where stopped_on is null;

create table support_message (
    message_id uuid primary key,
    support_request_id uuid not null references support_request,
    created_at timestamptz not null,
    organisation_code text not null,
    by_official boolean not null,
    internal boolean not null,
    text text not null check (length(text) between 1 and 2000),
    constraint support_internal_of_officials check (by_official or not internal)
);
create index support_message_of_request on support_message (support_request_id, message_id);

create table support_step (
    support_request_id uuid not null references support_request,
    number int not null,
    taken_at timestamptz not null,
    step text not null,
    state smallint not null check (state between 1 and 8),
    department_code text not null references support_department,
    note text not null default '',
    -- Empty: the platform itself.
    organisation_code text not null,
    actor text not null,
    primary key (support_request_id, number)
);

create table support_escalation (
    support_request_id uuid not null references support_request,
    round int not null,
    clock smallint not null check (clock in (1, 2)),
    level int not null check (level >= 1),
    escalated_at timestamptz not null,
    used_days int not null,
    told smallint not null check (told between 1 and 3),
    -- Each level once a period.
    primary key (support_request_id, round, clock, level)
);

create function support_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        (1, 2), (1, 4), (1, 6), (1, 7),
        (2, 1), (2, 3), (2, 4), (2, 6), (2, 7),
        (3, 2), (3, 4), (3, 6), (3, 7),
        (4, 5), (4, 8), (5, 8),
        (8, 1), (8, 2), (8, 4), (8, 6), (8, 7))
    then
        raise exception 'support request %: no step from state % to %', old.support_request_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'support_transition';
    end if;
    return new;
end $$;
create trigger support_transition before update of state on support_request
    for each row when (old.state <> new.state) execute function support_transition();
