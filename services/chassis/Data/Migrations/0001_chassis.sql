-- Tables that every service has: outbox, inbox, idempotency, audit, and the organisations it knows by event.

create table outbox (
    position bigint generated always as identity primary key,
    event_id uuid not null,
    shard smallint not null,
    type text not null,
    subject text not null,
    body bytea not null,
    trace_parent text,
    occurred_at timestamptz not null,
    sent_at timestamptz
);
-- Only rows still to be sent are in it, so it stays small however many were sent.
create index outbox_unsent on outbox (position) include (shard) where sent_at is null;

create table inbox (
    event_id uuid primary key,
    type text not null,
    received_at timestamptz not null
);
create index inbox_received on inbox using brin (received_at);

create table idempotency (
    caller text not null,
    method text not null,
    request_id text not null,
    request_hash bytea not null,
    response bytea,
    created_at timestamptz not null,
    primary key (caller, method, request_id)
);
create index idempotency_created on idempotency using brin (created_at);

create table audit_entry (
    entry_id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    organisation_code text not null,
    action text not null,
    entity text not null,
    entity_id text not null,
    detail jsonb
);
create index audit_entry_entity on audit_entry (entity, entity_id, entry_id);

create table organisation (
    organisation_code text primary key,
    name text not null,
    kind smallint not null,
    -- Position of the event that told it; an older event changes nothing.
    told_at bigint not null
);
create index organisation_name on organisation (name);
