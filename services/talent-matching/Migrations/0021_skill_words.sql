-- Etags of the general scale; words of imports that no skill was found for.

alter table skill_level add column version bigint not null default 1;
