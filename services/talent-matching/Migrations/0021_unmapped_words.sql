-- Words of imports and requests that no skill was found for, and who wrote them: an official says what they mean.

create table skill_word (
    word_id uuid primary key,
    word_folded text not null unique check (word_folded <> ''),
    -- As it was written first.
    word text not null,
    -- 1 waiting, 2 mapped, 3 discarded.
    state smallint not null default 1 check (state between 1 and 3),
    skill_code text references skill,
    first_seen_at timestamptz not null,
    decided_at timestamptz,
    -- Who wrote it when it was decided.
    decided_uses integer not null default 0,
    version bigint not null default 1,
    constraint skill_word_mapped check ((state = 2) = (skill_code is not null)),
    constraint skill_word_decided check ((state = 1) = (decided_at is null))
);
create index skill_word_state on skill_word (state, word_folded);

create table skill_word_talent (
    word_id uuid not null references skill_word,
    talent_id uuid not null references talent on delete cascade,
    -- As this talent wrote it; several where case, width or blanks differ.
    words text[] not null,
    level smallint not null check (level between 1 and 5),
    primary key (word_id, talent_id)
);
create index skill_word_talent_talent on skill_word_talent (talent_id);

create table skill_word_need (
    word_id uuid not null references skill_word,
    need_id uuid not null references talent_need on delete cascade,
    level smallint not null check (level between 1 and 5),
    primary key (word_id, need_id)
);
create index skill_word_need_need on skill_word_need (need_id);

-- A talent without words of its own waits for none: all were decided, or its personal data was erased.
create function drop_word_uses() returns trigger language plpgsql as $$
begin
    delete from skill_word_talent where talent_id = new.talent_id;
    return null;
end $$;
create trigger talent_without_words after update of unmapped_skills on talent for each row
    when (cardinality(new.unmapped_skills) = 0 and cardinality(old.unmapped_skills) > 0) execute function drop_word_uses();

-- What was imported before: the levels are not known any more, the middle one is taken.
create temporary table earlier on commit drop as
select t.talent_id, w.word, lower(regexp_replace(normalize(w.word, NFKC), '[\s\u200b\u200c\u200d\u2060\ufeff]+', '', 'g')) as folded, t.created_at
from talent t, unnest(t.unmapped_skills) w (word);
insert into skill_word (word_id, word_folded, word, first_seen_at)
select gen_random_uuid(), folded, min(word), min(created_at) from earlier where folded <> '' group by folded;
insert into skill_word_talent (word_id, talent_id, words, level)
select w.word_id, e.talent_id, array_agg(distinct e.word), 3 from earlier e join skill_word w on w.word_folded = e.folded group by w.word_id, e.talent_id;
