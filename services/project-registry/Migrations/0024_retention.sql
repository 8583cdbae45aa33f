-- The city's retention of placed talents, month by month, as talent-matching told it last.

create table retention_month (
    month date not null check (extract(day from month) = 1),
    -- 6, 12 or 24, after the start.
    months smallint not null check (months in (6, 12, 24)),
    -- How often the month was told: an older telling changes nothing.
    telling integer not null check (telling > 0),
    -- Null where the group is too small to be told.
    due bigint,
    answered bigint,
    in_city bigint,
    primary key (month, months),
    check (in_city <= answered and answered <= due),
    check ((due is null) = (answered is null) and (due is null) = (in_city is null))
);
