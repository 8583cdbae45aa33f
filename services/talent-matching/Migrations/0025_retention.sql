-- Reminders of offers about to lapse, and the months of which retention was told.

alter table round_offer add column lapse_told_at timestamptz;
create index round_offer_untold on round_offer (deadline) where state = 1 and lapse_told_at is null;

-- The first day of a month whose city totals were told; told again, it counts up.
create table retention_measurement (
    month date primary key check (extract(day from month) = 1),
    told integer not null check (told > 0),
    measured_at timestamptz not null
);
