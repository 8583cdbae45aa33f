-- The calendar of a batch, how it is reviewed, and versioned rubrics.

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
