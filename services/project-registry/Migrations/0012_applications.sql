-- Where a project stands: code of a district or county of the city's catalogue.
alter table application add column district text not null default '';
