create table effect (
    effect_id bigint generated always as identity primary key,
    event_id uuid not null,
    subject text not null,
    name text not null
);
