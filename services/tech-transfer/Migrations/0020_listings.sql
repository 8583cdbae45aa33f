-- Listings in full: rights, evidence, the claim sheet, approval by a second person and versions. Needs: field and range.

alter table listing
    add column title_en text not null default '',
    add column summary_en text not null default '',
    add column track text not null default '',
    add column discipline text not null default '',
    add column readiness_evidence text not null default '',
    -- Intellectual property, a list; patent_numbers holds the numbers of those that are patents, as matching reads them.
    add column rights jsonb not null default '[]' check (jsonb_typeof(rights) = 'array'),
    -- 0: one price.
    add column asking_price_max_cny_fen bigint not null default 0,
    add column problem text not null default '',
    add column advantages text not null default '',
    add column figures jsonb not null default '[]' check (jsonb_typeof(figures) = 'array'),
    add column partner_sought text not null default '',
    add column published_version int not null default 0,
    add column returned_reason text not null default '',
    -- The account that asked for approval.
    add column submitted_by text,
    add constraint listing_price_range check (asking_price_max_cny_fen = 0 or asking_price_max_cny_fen >= asking_price_cny_fen);

-- The table of states once more, so that nothing gets past it: ListingStates in the code.
create function hold_listing_states() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in ((1, 6), (6, 2), (6, 1), (1, 5), (6, 5), (2, 5), (2, 3), (3, 2), (3, 4)) then
        raise exception 'a listing does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger listing_states before update of state on listing for each row execute function hold_listing_states();

-- What was approved, and what it changed against the version before.
create table listing_version (
    listing_id uuid not null references listing,
    version int not null check (version >= 1),
    published_at timestamptz not null,
    content jsonb not null,
    changes jsonb not null,
    approved_by text not null,
    asked_by text not null check (asked_by <> approved_by),
    primary key (listing_id, version)
);

-- A change to what is listed that waits for its approval.
create table listing_revision (
    listing_id uuid primary key references listing,
    content jsonb not null,
    asked_by text not null,
    asked_at timestamptz not null
);

-- Technology readiness by GB/T 22900-2022, and from which level on evidence is wanted: data that staff edit.
create table readiness_level (
    level smallint primary key check (level between 1 and 9),
    name_zh text not null,
    name_en text not null,
    evidence_zh text not null,
    evidence_en text not null,
    evidence_required boolean not null
);
insert into readiness_level (level, name_zh, name_en, evidence_zh, evidence_en, evidence_required) values
    (1, '发现或报告基本原理', 'Basic principles observed', '论文或研究报告', 'Paper or report', false),
    (2, '形成技术方案', 'Concept formulated', '技术方案或专利申请', 'Concept paper or patent application', false),
    (3, '关键功能验证通过', 'Proof of concept', '实验记录', 'Laboratory records', false),
    (4, '实验室环境验证通过', 'Validated in the laboratory', '实验室测试报告', 'Laboratory test report', true),
    (5, '模拟环境部件验证通过', 'Validated in a relevant environment', '中试或模拟环境测试报告', 'Pilot or simulated test report', true),
    (6, '模拟环境样机验证通过', 'Prototype demonstrated in a relevant environment', '样机测试报告', 'Prototype test report', true),
    (7, '实际环境样机验证通过', 'Prototype demonstrated in use', '用户现场试用报告', 'Report of a trial at a user', true),
    (8, '定型并通过检验', 'System complete and qualified', '定型、检验或认证文件', 'Qualification or certificate', true),
    (9, '批量应用', 'Proven in operation', '应用证明或销售合同', 'Proof of use or sales contracts', true);

-- From the catalogue of disciplines of the State Council's degree committee (研究生教育学科专业目录, 2022).
create table discipline (
    code text primary key,
    name_zh text not null,
    name_en text not null
);
insert into discipline (code, name_zh, name_en) values
    ('0701', '数学', 'Mathematics'), ('0702', '物理学', 'Physics'), ('0703', '化学', 'Chemistry'), ('0707', '海洋科学', 'Marine science'),
    ('0710', '生物学', 'Biology'), ('0801', '力学', 'Mechanics'), ('0802', '机械工程', 'Mechanical engineering'), ('0803', '光学工程', 'Optical engineering'),
    ('0804', '仪器科学与技术', 'Instruments'), ('0805', '材料科学与工程', 'Materials science'), ('0806', '冶金工程', 'Metallurgy'),
    ('0807', '动力工程及工程热物理', 'Power engineering'), ('0808', '电气工程', 'Electrical engineering'), ('0809', '电子科学与技术', 'Electronics'),
    ('0810', '信息与通信工程', 'Information and communication'), ('0811', '控制科学与工程', 'Control engineering'), ('0812', '计算机科学与技术', 'Computer science'),
    ('0814', '土木工程', 'Civil engineering'), ('0817', '化学工程与技术', 'Chemical engineering'), ('0823', '交通运输工程', 'Transport engineering'),
    ('0824', '船舶与海洋工程', 'Naval and ocean engineering'), ('0830', '环境科学与工程', 'Environmental engineering'), ('0831', '生物医学工程', 'Biomedical engineering'),
    ('0832', '食品科学与工程', 'Food science'), ('0835', '软件工程', 'Software engineering'), ('0901', '作物学', 'Crop science'),
    ('1002', '临床医学', 'Clinical medicine'), ('1007', '药学', 'Pharmacy'), ('1201', '管理科学与工程', 'Management science');

alter table technology_need
    add column track text not null default '',
    add column discipline text not null default '',
    add column budget_max_cny_fen bigint not null default 0,
    add constraint technology_need_budget_range check (budget_max_cny_fen = 0 or budget_max_cny_fen >= budget_cny_fen);
