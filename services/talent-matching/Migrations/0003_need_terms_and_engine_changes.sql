-- What a need states beside its skills, and the changes that every replica's matching index reads.

alter table talent_need
    -- At the index of its code, 1–5; empty where every skill weighs the same.
    add column must_weights smallint[] not null default '{}',
    add column nice_weights smallint[] not null default '{}',
    add column start_date date,
    -- Organisation codes, in the order of preference where it counts.
    add column university_codes text[] not null default '{}',
    add column universities_in_order boolean not null default false,
    -- Skills whose awards are preferred.
    add column award_preferences text[] not null default '{}',
    add constraint talent_need_must_weights check (cardinality(must_weights) in (0, cardinality(must_codes)) and 1 <= all (must_weights) and 5 >= all (must_weights)),
    add constraint talent_need_nice_weights check (cardinality(nice_weights) in (0, cardinality(nice_codes)) and 1 <= all (nice_weights) and 5 >= all (nice_weights)),
    add constraint talent_need_start check (start_date is null or deadline is null or start_date >= deadline);

-- A row for each change of a talent (1) or a need (2). Readers go by the transaction, not by the position: of two
-- transactions that overlap, the one with the earlier position may commit later.
create table index_change (
    position bigint generated always as identity primary key,
    kind smallint not null,
    row_id uuid not null,
    xact xid8 not null default pg_current_xact_id(),
    changed_at timestamptz not null default statement_timestamp()
);
create index index_change_xact on index_change (xact);
create index index_change_age on index_change (changed_at);

create function note_index_change() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'talent' then
        insert into index_change (kind, row_id) select 1, talent_id from changed;
    else
        insert into index_change (kind, row_id) select 2, need_id from changed;
    end if;
    -- Equal ones of a transaction are one.
    perform pg_notify('index_change', '');
    return null;
end $$;

create trigger talent_inserted after insert on talent referencing new table as changed for each statement execute function note_index_change();
create trigger talent_updated after update on talent referencing new table as changed for each statement execute function note_index_change();
create trigger talent_deleted after delete on talent referencing old table as changed for each statement execute function note_index_change();
create trigger need_inserted after insert on talent_need referencing new table as changed for each statement execute function note_index_change();
create trigger need_updated after update on talent_need referencing new table as changed for each statement execute function note_index_change();
create trigger need_deleted after delete on talent_need referencing old table as changed for each statement execute function note_index_change();
