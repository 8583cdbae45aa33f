-- Projects that left the pool, as ProjectLeftPool told it; also of one whose admission is still on its way.
create table pool_left (
    project_id text primary key,
    left_at timestamptz not null
);
