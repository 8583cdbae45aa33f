-- Technology contracts from the draft to their performance, notices of agreed prices, and statutory values as dated data.

alter table agreement
    add column listing_id uuid references listing,
    -- platform.transfer.v1.AgreementState
    add column state smallint not null default 1 check (state between 1 and 8),
    add column pricing smallint not null default 1 check (pricing between 1 and 3),
    add column pricing_record text not null default '',
    add column exclusive boolean not null default false,
    add column royalty_bp int not null default 0 check (royalty_bp between 0 and 10000),
    add column royalty_months int not null default 0 check (royalty_months between 0 and 12),
    add column royalty_due_days int not null default 0 check (royalty_due_days between 0 and 365),
    add column equity_bp int not null default 0 check (equity_bp between 0 and 10000),
    add column ip_clauses text not null default '',
    add column effective_day date,
    add column end_day date,
    add column in_force_day date,
    add column enterprise_agreed boolean not null default false,
    add column owner_agreed boolean not null default false,
    add column end_reason text not null default '',
    add column registration_number text not null default '',
    add column created_at timestamptz not null default now(),
    add column version bigint not null default 1,
    add constraint agreement_days check (end_day is null or effective_day is null or end_day >= effective_day),
    add constraint agreement_royalty check ((royalty_bp = 0) = (royalty_months = 0)),
    add constraint agreement_signed check (state not in (4, 5, 6, 7) or (enterprise_signed_at is not null and owner_signed_at is not null)),
    add constraint agreement_ended check (state <> 7 or end_reason <> '');

update agreement a
set listing_id = g.listing_id,
    exclusive = a.kind = 2,
    enterprise_agreed = a.enterprise_signed_at is not null,
    owner_agreed = a.owner_signed_at is not null,
    created_at = g.created_at,
    state = case when a.enterprise_signed_at is not null and a.owner_signed_at is not null then 5 when g.state = 3 then 8 else 1 end,
    in_force_day = case when a.enterprise_signed_at is not null and a.owner_signed_at is not null
        then (greatest(a.enterprise_signed_at, a.owner_signed_at) at time zone 'Asia/Shanghai')::date end
from negotiation g
where g.negotiation_id = a.negotiation_id;

create index agreement_listing on agreement (listing_id);
create index agreement_newest on agreement (agreement_id desc);
-- One exclusive grant of a listing stands at a time; an assignment also stays when it is performed.
create unique index agreement_exclusive on agreement (listing_id) where exclusive and (state in (4, 5) or (state = 6 and kind = 2));

-- All moves of an agreement as the code's table has them, and that no grant stands beside an exclusive one.
create function agreement_transition() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.listing_id := coalesce(new.listing_id, (select g.listing_id from negotiation g where g.negotiation_id = new.negotiation_id));
        return new;
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
        (1, 2), (1, 4), (1, 5), (1, 8), (2, 1), (2, 3), (2, 4), (2, 5), (2, 8), (3, 1), (3, 4), (3, 5), (3, 8), (4, 5), (4, 7), (5, 6), (5, 7))
    then
        raise exception 'agreement %: no change from state % to %', old.agreement_id, old.state, new.state
            using errcode = 'check_violation', constraint = 'agreement_transition';
    end if;
    if old.state >= 4 and (old.terms_hash, old.amount_cny_fen, old.kind, old.exclusive) is distinct from (new.terms_hash, new.amount_cny_fen, new.kind, new.exclusive) then
        raise exception 'agreement %: what is signed stays', old.agreement_id using errcode = 'check_violation', constraint = 'agreement_frozen';
    end if;
    if old.state < 4 and new.state in (4, 5) and new.kind in (2, 3) and exists (
        select from agreement o
        where o.listing_id = new.listing_id and o.agreement_id <> new.agreement_id and o.kind in (2, 3) and (o.exclusive or new.exclusive)
          and (o.state in (4, 5) or (o.state = 6 and o.kind = 2)))
    then
        raise exception 'agreement %: a grant stands', old.agreement_id using errcode = 'unique_violation', constraint = 'agreement_exclusive';
    end if;
    return new;
end $$;
create trigger agreement_transition before insert or update on agreement for each row execute function agreement_transition();

create table agreement_payment (
    agreement_id uuid not null references agreement,
    number int not null check (number >= 1),
    amount_cny_fen bigint not null check (amount_cny_fen > 0),
    due_day date,
    condition text not null,
    -- Of a royalty period; the others add to the agreement's amount.
    royalty boolean not null default false,
    paid_day date,
    voucher text not null default '',
    primary key (agreement_id, number),
    constraint payment_voucher check ((paid_day is null) = (voucher = ''))
);

create function agreement_payments_add_up() returns trigger language plpgsql as $$
declare
    id uuid := coalesce(new.agreement_id, old.agreement_id);
    planned bigint;
begin
    select sum(amount_cny_fen) into planned from agreement_payment where agreement_id = id and not royalty;
    if planned is not null and planned <> (select amount_cny_fen from agreement where agreement_id = id) then
        raise exception 'agreement %: payments do not add to its amount', id using errcode = 'check_violation', constraint = 'agreement_payments';
    end if;
    return null;
end $$;
create constraint trigger agreement_payments after insert or update or delete on agreement_payment
    deferrable initially deferred for each row execute function agreement_payments_add_up();

create table agreement_milestone (
    agreement_id uuid not null references agreement,
    number int not null check (number >= 1),
    title text not null,
    criteria text not null,
    due_day date,
    accepted_day date,
    primary key (agreement_id, number)
);

create table royalty_report (
    agreement_id uuid not null references agreement,
    period int not null check (period >= 1),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    sales_cny_fen bigint not null check (sales_cny_fen >= 0),
    royalty_cny_fen bigint not null check (royalty_cny_fen >= 0),
    reported_at timestamptz not null,
    primary key (agreement_id, period)
);

create table price_notice (
    notice_id uuid primary key,
    agreement_id uuid not null references agreement,
    terms_hash text not null,
    publish_day date not null,
    last_day date not null,
    -- What the rule asked for when it was published.
    minimum_days int not null,
    withdrawn boolean not null default false,
    constraint price_notice_long_enough check (last_day - publish_day >= minimum_days)
);
create unique index price_notice_present on price_notice (agreement_id) where not withdrawn;
create index price_notice_newest on price_notice (notice_id desc) where not withdrawn;

create table price_objection (
    objection_id uuid primary key,
    notice_id uuid not null references price_notice,
    -- SHA-256 of the receipt code, which is told once.
    receipt_hash bytea not null unique check (length(receipt_hash) = 32),
    -- platform.transfer.v1.PriceObjectionState
    state smallint not null check (state between 1 and 3),
    objector_name text not null,
    contact text not null,
    grounds text not null,
    filed_at timestamptz not null,
    answer text not null default '',
    answered_at timestamptz,
    answered_by text not null default '',
    constraint price_objection_answered check ((state = 1) = (answered_at is null) and (state = 1) = (answer = '') and (state = 1) = (answered_by = ''))
);
create index price_objection_notice on price_objection (notice_id, objection_id);

-- The end of a negotiation takes its unsigned contract and that contract's notice with it.
create function negotiation_ends_draft() returns trigger language plpgsql as $$
begin
    update price_notice set withdrawn = true
    where not withdrawn and agreement_id in (select agreement_id from agreement where negotiation_id = new.negotiation_id and state <= 3);
    update agreement set state = 8, version = version + 1 where negotiation_id = new.negotiation_id and state <= 3;
    return null;
end $$;
create trigger negotiation_ends_draft after update on negotiation for each row when (new.state = 3 and old.state <> 3) execute function negotiation_ends_draft();

create table transfer_rule (
    -- platform.transfer.v1.TransferRuleKey
    key smallint not null check (key between 1 and 8),
    valid_from date not null,
    value bigint not null check (value >= 0),
    source_zh text not null check (source_zh <> ''),
    source_en text not null check (source_en <> ''),
    primary key (key, valid_from)
);
insert into transfer_rule (key, valid_from, value, source_zh, source_en) values
    (1, '2016-02-26', 15, '国务院《实施〈促进科技成果转化法〉若干规定》（国发〔2016〕16号）：公示时间不少于15日', 'State Council, provisions on the Law on Promoting the Transformation of Scientific and Technological Achievements (2016 no. 16): public notice of 15 days or more'),
    (2, '2015-10-01', 5000, '《促进科技成果转化法》（2015年修正）第四十五条第一项：转让、许可净收入不低于50%', 'Law on Promoting the Transformation of Scientific and Technological Achievements (2015), art. 45(1): 50 % of net income or more'),
    (3, '2015-10-01', 5000, '《促进科技成果转化法》（2015年修正）第四十五条第二项：作价投资形成的股份或者出资比例不低于50%', 'Law on Promoting the Transformation of Scientific and Technological Achievements (2015), art. 45(2): 50 % of the shares or more'),
    (4, '2015-10-01', 500, '《促进科技成果转化法》（2015年修正）第四十五条第三项：自行实施每年不低于营业利润的5%', 'Law on Promoting the Transformation of Scientific and Technological Achievements (2015), art. 45(3): own use, 5 % of operating profit a year or more'),
    (5, '2015-10-01', 3, '《促进科技成果转化法》（2015年修正）第四十五条第三项：连续三至五年', 'Law on Promoting the Transformation of Scientific and Technological Achievements (2015), art. 45(3): three to five years in a row'),
    (6, '2008-01-01', 500000000, '《企业所得税法实施条例》第九十条：一个纳税年度内技术转让所得不超过500万元的部分免征，超过部分减半征收', 'Regulations of the Enterprise Income Tax Law, art. 90: up to 5,000,000 CNY a year exempt, the rest halved'),
    (7, '2008-01-01', 2500, '《企业所得税法》第四条：企业所得税的税率为25%', 'Enterprise Income Tax Law, art. 4: 25 %'),
    (8, '2018-07-01', 5000, '财政部 税务总局 科技部财税〔2018〕58号：非营利性科研机构和高校的职务成果转化现金奖励减按50%计入当月工资、薪金所得', 'MoF, STA, MoST 2018 no. 58: of cash rewards by non-profit institutes and universities for transferred service achievements, 50 % counts as wage income');
