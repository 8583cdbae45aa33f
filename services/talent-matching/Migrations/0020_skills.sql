-- The skill taxonomy as data: what skills.json ships is put in by the service, officials go on from there.

create table skill_taxonomy (
    one boolean primary key default true check (one),
    -- Raised by each change of a skill or of what stands here: whoever holds an older one reads anew. 0: nothing was seeded yet.
    version bigint not null default 0 check (version >= 0),
    -- From this score on, in hundredths of a point of 100, a word of an import is mapped without a person.
    mapping_threshold integer not null default 8500 check (mapping_threshold between 3000 and 10000),
    -- SHA-256 of the skills.json that was last put in.
    seed_digest text not null default ''
);
insert into skill_taxonomy default values;

create table skill (
    code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
    -- Empty where only the other language is known yet.
    name_zh text not null,
    name_en text not null,
    -- Folded (NFKC, lower case, no blanks), for comparison.
    name_zh_folded text not null,
    name_en_folded text not null,
    synonyms text[] not null default '{}',
    broader text[] not null default '{}',
    related text[] not null default '{}',
    -- 1 active, 2 retired, 3 merged.
    state smallint not null default 1 check (state between 1 and 3),
    merged_into text references skill,
    -- What each level 1–5 means for this skill; empty: the general scale.
    levels_zh text[] not null default '{}' check (cardinality(levels_zh) in (0, 5)),
    levels_en text[] not null default '{}' check (cardinality(levels_en) in (0, 5)),
    -- conceptUri of the ESCO skill that it is.
    esco_uri text unique,
    -- The taxonomy's version that last changed it.
    version bigint not null,
    constraint skill_named check (name_zh <> '' or name_en <> ''),
    constraint skill_merged check ((state = 3) = (merged_into is not null)),
    constraint skill_broader_self check (not broader @> array[code]),
    constraint skill_related_self check (not related @> array[code])
);
create unique index skill_name_zh on skill (name_zh_folded) where state = 1 and name_zh_folded <> '';
create unique index skill_name_en on skill (name_en_folded) where state = 1 and name_en_folded <> '';

-- A skill is merged for good.
create function keep_merged_skill() returns trigger language plpgsql as $$
begin
    if old.state = 3 and new.state <> 3 then
        raise exception 'skill % is merged', old.code using errcode = 'check_violation', constraint = 'skill_merged';
    end if;
    return new;
end $$;
create trigger skill_merged before update on skill for each row execute function keep_merged_skill();

-- The general scale of levels.
create table skill_level (
    level smallint primary key check (level between 1 and 5),
    name_zh text not null check (name_zh <> ''),
    name_en text not null check (name_en <> ''),
    description_zh text not null,
    description_en text not null
);
insert into skill_level (level, name_zh, name_en, description_zh, description_en) values
    (1, '了解', 'Aware', '知道基本概念，能在指导下完成简单操作。', 'Knows the basic terms and does simple work under guidance.'),
    (2, '入门', 'Basic', '能按规程完成常见任务，遇到问题需要帮助。', 'Does usual tasks by the book and needs help when something goes wrong.'),
    (3, '熟练', 'Skilled', '能独立完成工作并处理一般问题。', 'Works alone and handles ordinary problems.'),
    (4, '精通', 'Advanced', '能解决复杂问题、优化方法并指导他人。', 'Solves complex problems, improves methods and guides others.'),
    (5, '专家', 'Expert', '能制定标准、攻克难题，在本领域有影响。', 'Sets standards, solves what was unsolved and is known in the field.');
