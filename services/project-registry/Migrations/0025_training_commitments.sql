-- A completed training programme fulfils a commitment, too.
alter table commitment drop constraint commitment_fulfilment_check;
alter table commitment add constraint commitment_fulfilment_check check (fulfilment between 1 and 4);
