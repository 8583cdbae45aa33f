-- The calendar of a batch, how it is reviewed, and versioned rubrics. States and rules are the numbers of the enums in the protos.

alter table batch
    add column submit_until timestamptz,
    add column correction_until timestamptz,
    add column review_until timestamptz,
    add column planned_notice_day date,
    add column anonymous_review boolean not null default false,
    add column reviewers_per_application int not null default 3 check (reviewers_per_application between 1 and 20),
    add constraint batch_calendar_in_order check (
        submit_until <= correction_until and correction_until <= review_until and submit_until <= review_until
        -- All of China is in one zone.
        and coalesce(review_until, correction_until, submit_until) < (planned_notice_day + 1)::timestamp at time zone 'Asia/Shanghai');

-- The veto that an application met, as criterion id; empty where none. A vetoed application keeps its place and takes no seat.
alter table ranking add column vetoed_by text not null default '';

create table rubric (
    rubric_id uuid primary key,
    name text not null check (length(name) between 2 and 100),
    -- Made for one batch with criteria of its own; lists leave it out.
    of_one_batch boolean not null default false,
    created_at timestamptz not null
);
create unique index rubric_name_once on rubric (name) where not of_one_batch;

create table rubric_version (
    rubric_version_id uuid primary key,
    rubric_id uuid not null references rubric,
    number int not null check (number >= 1),
    state smallint not null check (state between 1 and 3),
    -- Full marks on a sheet; points stay 0–100 in steps of 100 / maximum.
    scale_maximum int not null default 100 check (scale_maximum between 2 and 100 and 100 % scale_maximum = 0),
    guidance_zh text not null default '',
    guidance_en text not null default '',
    source text not null default '',
    based_on_id uuid references rubric_version,
    created_at timestamptz not null,
    published_at timestamptz,
    frozen_at timestamptz,
    version bigint not null default 1,
    constraint rubric_version_number_once unique (rubric_id, number),
    constraint rubric_version_published check ((state >= 2) = (published_at is not null)),
    constraint rubric_version_frozen check ((state = 3) = (frozen_at is not null))
);
create unique index rubric_version_one_draft on rubric_version (rubric_id) where state = 1;

create table rubric_criterion (
    rubric_version_id uuid not null references rubric_version,
    number smallint not null,
    criterion_id text not null,
    criterion_group smallint not null check (criterion_group between 1 and 3),
    name_zh text not null,
    name_en text not null,
    weight int not null check (weight between 1 and 100),
    guidance_zh text not null default '',
    guidance_en text not null default '',
    veto_rule smallint not null default 0,
    veto_below int not null default 0,
    veto_reviewers int not null default 0,
    primary key (rubric_version_id, number),
    constraint rubric_criterion_once unique (rubric_version_id, criterion_id),
    constraint rubric_criterion_veto check (
        (veto_rule = 0 and veto_below = 0 and veto_reviewers = 0)
        or (veto_rule = 1 and veto_below between 1 and 100 and veto_reviewers = 0)
        or (veto_rule = 2 and veto_below between 1 and 100 and veto_reviewers between 1 and 20))
);

create table rubric_level (
    rubric_version_id uuid not null references rubric_version,
    points smallint not null check (points between 0 and 100),
    name_zh text not null,
    name_en text not null,
    primary key (rubric_version_id, points)
);

-- The city's first rubric. Source: nine criteria after the three sources that the city's action plan of 2024 names.
insert into rubric (rubric_id, name, created_at) values ('0190a5c0-0000-7000-8000-000000000001', '优质项目评分标准', '2024-07-12 00:00:00+08');
insert into rubric_version (rubric_version_id, rubric_id, number, state, guidance_zh, guidance_en, source, created_at, published_at) values (
    '0190a5c0-0000-7000-8000-000000000101', '0190a5c0-0000-7000-8000-000000000001', 1, 1,
    '逐项独立打分，不因总体印象拉平各项；每项先定档次，再在档内给分。',
    'Score each criterion by itself, not by the overall impression: choose the level first, then the points within it.',
    '市 2024 年行动方案所列三个来源（基础研究、核心技术攻关、产业转型升级）；分项与权重为平台默认，可另立版本调整。',
    '2024-07-12 00:00:00+08', null);
insert into rubric_level (rubric_version_id, points, name_zh, name_en)
select '0190a5c0-0000-7000-8000-000000000101', l.points, l.name_zh, l.name_en
from (values (0, '不足', 'weak'), (60, '合格', 'adequate'), (75, '良好', 'good'), (90, '优秀', 'excellent')) as l (points, name_zh, name_en);
insert into rubric_criterion (rubric_version_id, number, criterion_id, criterion_group, name_zh, name_en, weight, guidance_zh, guidance_en)
select '0190a5c0-0000-7000-8000-000000000101', c.number, c.criterion_id, c.criterion_group, c.name_zh, c.name_en, c.weight, c.guidance_zh, c.guidance_en
from (values
    (1, 'originality', 1, '原创性', 'Originality', 10, '是否提出新原理、新方法或新结构，与公开成果的差别是否说清。', 'New principle, method or structure, and how it differs from what is published.'),
    (2, 'rd-intensity', 1, '研发投入强度', 'R&D intensity', 10, '研发投入占总投资的比例及持续性，是否有明细与来源。', 'Share of R&D in the investment and how steady it is, with its breakdown and source.'),
    (3, 'platform-team', 1, '平台与团队', 'Platform and team', 10, '实验室、工程中心等平台级别，团队结构与产学研合作。', 'Rank of laboratories and centres, structure of the team, work with universities.'),
    (4, 'technical-advance', 2, '技术先进性', 'Technical advance', 15, '关键指标与国内外同类的比较，是否有第三方检测。', 'Key figures against the best at home and abroad, with third-party tests.'),
    (5, 'independence', 2, '关键技术自主可控', 'Independence in key technology', 15, '核心部件、软件与工艺的国产化率，有无受制于人的环节。', 'Local share of core parts, software and processes; where it depends on others.'),
    (6, 'intellectual-property', 2, '知识产权', 'Intellectual property', 10, '发明专利、标准、软件著作权的数量与相关性，权属是否清晰。', 'Patents, standards and software rights: how many, how close to the project, whose.'),
    (7, 'digital-level', 3, '数智化水平', 'Digital-intelligent level', 10, '设备联网、数据采集与系统集成程度，是否接入工业互联网平台。', 'Connected equipment, data and integrated systems; use of an industrial internet platform.'),
    (8, 'pull-return', 3, '产业带动与效益', 'Pull and return', 10, '对上下游的带动，产值、税收与就业的测算依据。', 'Pull on suppliers and customers; how output, tax and jobs were estimated.'),
    (9, 'green', 3, '绿色低碳', 'Green and low-carbon', 10, '单位能耗、排放与资源利用的改善幅度及核算方法。', 'Improvement of energy, emissions and use of resources, and how it is accounted.')
) as c (number, criterion_id, criterion_group, name_zh, name_en, weight, guidance_zh, guidance_en);
update rubric_version set state = 2, published_at = created_at where rubric_version_id = '0190a5c0-0000-7000-8000-000000000101';

-- A batch that is there keeps its criteria as a rubric of its own, under its own id.
insert into rubric (rubric_id, name, of_one_batch, created_at) select batch_id, name, true, created_at from batch;
insert into rubric_version (rubric_version_id, rubric_id, number, state, created_at, published_at, frozen_at)
select batch_id, batch_id, 1, case when state = 1 then 2 else 3 end, created_at, created_at, case when state > 1 then created_at end from batch;
insert into rubric_criterion (rubric_version_id, number, criterion_id, criterion_group, name_zh, name_en, weight)
select batch_id, number, criterion_id, criterion_group, name_zh, name_en, weight from criterion;
alter table batch add column rubric_version_id uuid references rubric_version;
update batch set rubric_version_id = batch_id;
alter table batch alter column rubric_version_id set not null;
create index batch_of_rubric on batch (rubric_version_id);

-- What read the criteria of a batch goes on reading them.
drop table criterion;
create view criterion as
    select b.batch_id, c.number, c.criterion_id, c.criterion_group, c.name_zh, c.name_en, c.weight
    from batch b join rubric_criterion c using (rubric_version_id);

-- Only a draft's content changes.
create function rubric_content_of_draft() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from rubric_version v
        where v.rubric_version_id in (old.rubric_version_id, new.rubric_version_id) and v.state <> 1)
    then
        raise exception 'rubric version %: only a draft can be changed', coalesce(new.rubric_version_id, old.rubric_version_id)
            using errcode = 'check_violation', constraint = 'rubric_content_of_draft';
    end if;
    return coalesce(new, old);
end $$;
create trigger rubric_content_of_draft before insert or update or delete on rubric_criterion
    for each row execute function rubric_content_of_draft();
create trigger rubric_content_of_draft before insert or update or delete on rubric_level
    for each row execute function rubric_content_of_draft();

-- Draft → published → frozen; back to a draft while no batch uses it; nothing else of it changes outside a draft.
create function rubric_version_transition() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in ((1, 2), (2, 1), (2, 3)) then
        raise exception 'rubric version %: no step from state % to %', old.rubric_version_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'rubric_version_transition';
    end if;
    if (old.state, new.state) = (2, 1) and exists (select 1 from batch b where b.rubric_version_id = old.rubric_version_id) then
        raise exception 'rubric version %: a batch uses it', old.rubric_version_id
            using errcode = 'check_violation', constraint = 'rubric_version_in_use';
    end if;
    if (new.rubric_id, new.number) is distinct from (old.rubric_id, old.number)
        or (old.state > 1 and (new.scale_maximum, new.guidance_zh, new.guidance_en, new.source)
            is distinct from (old.scale_maximum, old.guidance_zh, old.guidance_en, old.source))
    then
        raise exception 'rubric version %: only a draft can be changed', old.rubric_version_id
            using errcode = 'check_violation', constraint = 'rubric_content_of_draft';
    end if;
    return new;
end $$;
create trigger rubric_version_transition before update on rubric_version
    for each row execute function rubric_version_transition();

-- A batch uses a published version, keeps it from its opening on, and freezes it then.
create function batch_rubric() returns trigger language plpgsql as $$
declare
    present smallint;
begin
    if tg_op = 'UPDATE' and old.state > 1 and new.rubric_version_id <> old.rubric_version_id then
        raise exception 'batch %: its rubric is frozen', new.batch_id using errcode = 'check_violation', constraint = 'batch_rubric_frozen';
    end if;
    select state into present from rubric_version where rubric_version_id = new.rubric_version_id;
    if present = 3 then
        return new;
    end if;
    -- Nobody takes it back to a draft before the commit.
    select state into present from rubric_version where rubric_version_id = new.rubric_version_id for no key update;
    if present = 1 then
        raise exception 'batch %: its rubric is a draft', new.batch_id using errcode = 'check_violation', constraint = 'batch_rubric_published';
    end if;
    if present = 2 and new.state > 1 then
        update rubric_version set state = 3, frozen_at = now(), version = version + 1 where rubric_version_id = new.rubric_version_id;
    end if;
    return new;
end $$;
create trigger batch_rubric before insert or update of state, rubric_version_id on batch
    for each row execute function batch_rubric();
