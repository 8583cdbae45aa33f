-- Quotas of several kinds of class, stored stability and selection runs.

-- Kinds are the numbers of QuotaKind. The column industry holds the code of the class whatever its kind: it has its name from
-- when industries were the only kind, and keeps it for the binary that still runs.
alter table quota add column kind smallint not null default 1 check (kind between 1 and 3);
alter table quota add constraint quota_class_once unique (batch_id, kind, industry);
alter table quota drop constraint quota_once;
comment on column quota.industry is 'Code of the class in the city''s catalogue, of an industry, a track or a district by kind.';

-- Of the class that the reason is about, as one application may be counted by three quotas.
alter table ranking add column outcome_kind smallint not null default 0 check (outcome_kind between 0 and 3);
