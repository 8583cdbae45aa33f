-- The round whose deadline the publisher was told of.
alter table challenge add column deadline_told_round int not null default 0;
create index challenge_deadline on challenge (deadline) where state = 3;
