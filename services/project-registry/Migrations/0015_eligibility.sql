-- Rules of the formal check as versioned data, what they made of each application, and the overrides of two officials.

create table eligibility_rule (
    rule_id text not null check (rule_id ~ '^[a-z][a-z0-9-]{1,39}$'),
    version int not null check (version >= 1),
    name_zh text not null,
    name_en text not null,
    text_zh text not null,
    text_en text not null,
    source text not null check (source <> ''),
    -- EligibilityTerms as JSON.
    terms jsonb not null,
    effective_from date not null,
    effective_to date,
    enabled boolean not null,
    created_at timestamptz not null,
    created_by text not null,
    primary key (rule_id, version),
    constraint eligibility_rule_in_order check (effective_to is null or effective_to >= effective_from)
);

-- The rules the city begins with; officials store new versions beside them.
insert into eligibility_rule (rule_id, version, name_zh, name_en, text_zh, text_en, source, terms, effective_from, enabled, created_at, created_by) values
('registered-in-city', 1, '本市注册', 'Registered in the city',
    '申报单位在本市（含各区县、开发区）登记注册。', 'The applicant is registered in the city, its districts, counties and development zones.',
    '本项目默认规则；行政区划代码按 GB/T 2260，信用代码第 3–8 位为登记管理机关行政区划码（GB 32100-2015）',
    '{"registeredIn": {"division": "1303"}}', '2024-01-01', true, '2024-01-01', 'migration'),
('founded-before', 1, '注册满一年', 'Founded a year before',
    '申报单位在提交申报时已成立满 12 个月。', 'The applicant was founded at least 12 months before it submitted.',
    '本项目默认规则，参照各地项目申报指南的通行要求', '{"foundedBefore": {"months": 12}}', '2024-01-01', true, '2024-01-01', 'migration'),
('no-bad-credit', 1, '未列入失信名单', 'Not on a bad-credit list',
    '申报单位未被列入严重失信主体名单，或已移出。', 'The applicant is on no list of serious bad credit, or was taken off it.',
    '本项目默认规则；名单依据国务院办公厅关于进一步完善失信约束制度构建诚信建设长效机制的指导意见（国办发〔2020〕49号）',
    '{"notOnBadCreditList": {}}', '2024-01-01', true, '2024-01-01', 'migration'),
('no-duplicate', 1, '不重复申报', 'No duplicate project',
    '项目不与项目库中的项目或本单位其他在审申报重复（名称相同或高度相似）。', 'No project of the pool and no other live application of the firm has the same or nearly the same name.',
    '本项目默认规则；相似度为名称相邻两字组合的交并比', '{"noDuplicate": {"similarityPercent": 80}}', '2024-01-01', true, '2024-01-01', 'migration'),
('rd-intensity', 1, '研发投入强度', 'R&D intensity',
    '项目研发投入不低于总投资的 3%。', 'R&D investment is at least 3 % of the total investment.',
    '本项目可选规则，启用前由工作人员核定比例', '{"minimumRdIntensity": {"minimumBp": 300}}', '2024-01-01', false, '2024-01-01', 'migration'),
('document-attached', 1, '附有佐证材料', 'Documents attached',
    '申报至少附一份佐证材料。', 'At least one document is attached to the application.',
    '本项目可选规则，启用前由工作人员核定份数', '{"documentAttached": {"minimum": 1}}', '2024-01-01', false, '2024-01-01', 'migration');

-- Every check is kept; the latest run of an application counts.
create table eligibility_result (
    application_id uuid not null references application,
    run_id uuid not null,
    rule_id text not null,
    rule_version int not null,
    outcome smallint not null check (outcome between 1 and 3),
    reason_zh text not null,
    reason_en text not null,
    facts jsonb not null,
    checked_at timestamptz not null,
    checked_by text not null,
    primary key (application_id, run_id, rule_id),
    foreign key (rule_id, rule_version) references eligibility_rule
);

-- Of one version of a rule: a stricter version asks again.
create table eligibility_override (
    application_id uuid not null references application,
    rule_id text not null,
    rule_version int not null,
    decision_id uuid not null references decision,
    primary key (application_id, rule_id, rule_version)
);

-- Who passed the formal check with what statement about facts that the platform does not know.
create table formal_check (
    application_id uuid primary key references application,
    passed boolean not null,
    statement text not null,
    decided_by text not null,
    decided_at timestamptz not null
);

alter table bad_credit_entry
    add column version bigint not null default 1,
    add column created_at timestamptz not null default now(),
    add constraint bad_credit_has_reason check (reason <> '' and source <> '');
create unique index bad_credit_once on bad_credit_entry (organisation_code, source, listed_on);
