-- Searching: open needs as each replica's index asks by them, saved searches with what they found, names of the glossary.

alter table technology_need add column changed_in xid8 not null default pg_current_xact_id();
create index technology_need_changed on technology_need (changed_in);
create trigger technology_need_change before insert or update on technology_need for each row execute function note_listing_change();

create table saved_search (
    saved_search_id uuid primary key,
    organisation_code text not null,
    name text not null,
    -- platform.transfer.v1.SearchedKind
    kind smallint not null check (kind in (1, 2)),
    -- platform.transfer.v1.SearchRequest in its JSON form.
    search jsonb not null,
    created_at timestamptz not null,
    unique (organisation_code, name)
);

-- What an organisation was told of by a saved search: a row, and a notification, once.
create table saved_search_found (
    saved_search_id uuid not null references saved_search on delete cascade,
    item_id uuid not null,
    title text not null,
    found_at timestamptz not null,
    primary key (saved_search_id, item_id)
);

-- Listings that became offered and needs that were opened, for the saved searches. Only ever inserted and deleted.
create table search_work (
    work_id bigint generated always as identity primary key,
    kind smallint not null check (kind in (1, 2)),
    item_id uuid not null
);

create function note_new_listing() returns trigger language plpgsql as $$
begin
    insert into search_work (kind, item_id) values (1, new.listing_id);
    perform pg_notify('search_work', '');
    return null;
end
$$;
create trigger listing_offered_first after insert on listing for each row when (new.state = 2) execute function note_new_listing();
create trigger listing_offered after update on listing for each row when (new.state = 2 and old.state not in (2, 3)) execute function note_new_listing();

create function note_new_need() returns trigger language plpgsql as $$
begin
    insert into search_work (kind, item_id) values (2, new.need_id);
    perform pg_notify('search_work', '');
    return null;
end
$$;
create trigger technology_need_opened_first after insert on technology_need for each row when (new.state = 1) execute function note_new_need();
create trigger technology_need_opened after update on technology_need for each row when (new.state = 1 and old.state <> 1) execute function note_new_need();

create table glossary_term (
    glossary_term_id uuid primary key,
    chinese text not null,
    english text not null,
    created_at timestamptz not null,
    unique (chinese, english)
);
create index glossary_term_newest on glossary_term (glossary_term_id desc);
