-- Interviews, follow-ups of placed talents 6, 12 and 24 months after the start, and early leaving.

alter table pool_project add column industry text not null default '';

alter table placement
    add column interview_at timestamptz,
    add column placed_at timestamptz,
    -- The day from which follow-ups count.
    add column started_on date,
    -- The earliest day that a side reported.
    add column left_on date,
    -- Code of the city's catalogue; empty where nobody told it.
    add column industry text not null default '',
    -- Whom retention counts it for, as it was when it was placed: it outlives the talent's data.
    add column cohort_college_code text,
    add column cohort_college_name text,
    add column cohort_graduation_year smallint;

-- An interview is live as well.
create unique index placement_live_pair on placement (need_id, talent_id) where state in (1, 2, 3, 6);
drop index placement_live;
create index placement_placed on placement (started_on) where state in (3, 7);

create table placement_follow_up (
    placement_id uuid not null references placement on delete cascade,
    months smallint not null check (months in (6, 12, 24)),
    due_on date not null,
    -- How often each side was reminded.
    firm_reminders smallint not null default 0,
    college_reminders smallint not null default 0,
    primary key (placement_id, months)
);
create index placement_follow_up_due on placement_follow_up (due_on, placement_id, months);

create table placement_report (
    placement_id uuid not null,
    months smallint not null,
    -- 1 the firm, 2 the college or the talent.
    party smallint not null check (party in (1, 2)),
    employed boolean not null,
    -- 0 not known, 1 yes, 2 no.
    in_city smallint not null check (in_city between 0 and 2),
    position text not null,
    salary_band smallint not null check (salary_band between 0 and 5),
    reported_on date not null,
    reported_at timestamptz not null,
    primary key (placement_id, months, party),
    foreign key (placement_id, months) references placement_follow_up on delete cascade
);

create table placement_leaving (
    placement_id uuid not null references placement on delete cascade,
    party smallint not null check (party in (1, 2)),
    left_on date not null,
    reason text not null check (reason <> ''),
    in_city smallint not null check (in_city between 0 and 2),
    reported_at timestamptz not null,
    primary key (placement_id, party)
);

-- The state table stands in the schema, too. What is placed gets its cohort and its follow-ups here, whoever places it.
create function placement_step() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
        (1, 6), (1, 2), (1, 5), (6, 2), (6, 4), (6, 5), (2, 3), (2, 4), (2, 5), (3, 7), (7, 3), (1, 15), (2, 15), (3, 15), (6, 15)) then
        raise exception 'placement % cannot go from % to %', old.placement_id, old.state, new.state;
    end if;
    if new.state = 3 and old.state <> 7 then
        new.placed_at := coalesce(new.placed_at, now());
        new.started_on := coalesce(new.started_on, (new.placed_at at time zone 'Asia/Shanghai')::date);
        if new.cohort_graduation_year is null then
            select t.college_code, t.college_name, t.graduation_year into new.cohort_college_code, new.cohort_college_name, new.cohort_graduation_year
            from talent t where t.talent_id = new.talent_id;
        end if;
        if new.industry = '' then
            new.industry := coalesce((select q.industry from pool_project q where q.organisation_code = new.organisation_code and q.industry <> ''
                order by q.admitted_at desc, q.project_id limit 1), '');
        end if;
    end if;
    return new;
end $$;
create trigger placement_step before update on placement for each row execute function placement_step();

create function placement_plan() returns trigger language plpgsql as $$
begin
    insert into placement_follow_up (placement_id, months, due_on)
    select new.placement_id, m, (new.started_on + make_interval(months => m))::date from unnest(array[6, 12, 24]) m
    on conflict (placement_id, months) do update set due_on = excluded.due_on, firm_reminders = 0, college_reminders = 0
        where placement_follow_up.due_on <> excluded.due_on;
    return null;
end $$;
create trigger placement_plan after update on placement for each row
    when (new.state = 3 and (old.state <> 3 or old.started_on is distinct from new.started_on)) execute function placement_plan();

-- Nobody answers before it is due.
create function placement_report_due() returns trigger language plpgsql as $$
begin
    if new.reported_on < (select f.due_on from placement_follow_up f where f.placement_id = new.placement_id and f.months = new.months) then
        raise exception 'the follow-up of placement % after % months is not due', new.placement_id, new.months;
    end if;
    return new;
end $$;
create trigger placement_report_due before insert or update on placement_report for each row execute function placement_report_due();

-- Those placed before this was written.
update placement set placed_at = created_at where state = 3;

create function placement_leaving_day() returns trigger language plpgsql as $$
begin
    if new.left_on < (select p.started_on from placement p where p.placement_id = new.placement_id) then
        raise exception 'placement % has not begun on %', new.placement_id, new.left_on;
    end if;
    return new;
end $$;
create trigger placement_leaving_day before insert or update on placement_leaving for each row execute function placement_leaving_day();
