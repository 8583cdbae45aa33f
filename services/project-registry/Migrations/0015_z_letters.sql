-- Letters to the firms. What a letter says is kept as it was issued; its forms are rendered from it.

create table letter (
    application_id uuid primary key references application,
    batch_id uuid not null references batch,
    kind smallint not null check (kind between 1 and 5),
    year int not null,
    number int not null check (number >= 1),
    issued_on date not null,
    -- LetterFacts as JSON.
    facts jsonb not null,
    constraint letter_number_once unique (year, number)
);
create index letter_of_batch on letter (batch_id, year, number);

-- A letter that was issued stays.
create function letter_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'letter of %: issued, so it stays', old.application_id using errcode = 'check_violation', constraint = 'letter_is_final';
end $$;
create trigger letter_is_final before update or delete on letter for each row execute function letter_is_final();
