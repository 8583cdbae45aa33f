-- Etags of the general scale of levels.

alter table skill_level add column version bigint not null default 1;
