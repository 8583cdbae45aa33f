-- Accounts of people (ASP.NET Core Identity, without the contact data and external logins it does not need here) and the
-- tables of OpenIddict 7. Organisations are the chassis' table of that name: here it is written, elsewhere it is a copy.

create table account (
    id uuid primary key,
    user_name varchar(256) not null,
    normalized_user_name varchar(256) not null constraint account_user_name unique,
    display_name text not null,
    organisation_code text not null references organisation,
    roles text[] not null
        constraint account_roles check (cardinality(roles) > 0 and roles <@ array['admin', 'official', 'reviewer', 'enterprise', 'university']),
    disabled boolean not null,
    password_hash text not null,
    security_stamp text not null,
    concurrency_stamp text,
    lockout_enabled boolean not null,
    lockout_end timestamptz,
    access_failed_count integer not null
);
create index account_organisation on account (organisation_code, user_name);

-- The portal, and machine clients with their hashed secrets.
create table oidc_application (
    id uuid primary key,
    application_type varchar(50),
    client_id varchar(100) constraint oidc_application_client_id unique,
    client_secret text,
    client_type varchar(50),
    concurrency_token varchar(50),
    consent_type varchar(50),
    display_name text,
    display_names text,
    json_web_key_set text,
    permissions text,
    post_logout_redirect_uris text,
    properties text,
    redirect_uris text,
    requirements text,
    settings text
);

create table oidc_authorization (
    id uuid primary key,
    application_id uuid references oidc_application,
    concurrency_token varchar(50),
    creation_date timestamptz,
    properties text,
    scopes text,
    status varchar(50),
    subject varchar(400),
    type varchar(50)
);
create index oidc_authorization_subject on oidc_authorization (subject, application_id, status, type);
create index oidc_authorization_application on oidc_authorization (application_id);

create table oidc_scope (
    id uuid primary key,
    concurrency_token varchar(50),
    description text,
    descriptions text,
    display_name text,
    display_names text,
    name varchar(200) unique,
    properties text,
    resources text
);

create table oidc_token (
    id uuid primary key,
    application_id uuid references oidc_application,
    authorization_id uuid references oidc_authorization,
    concurrency_token varchar(50),
    creation_date timestamptz,
    expiration_date timestamptz,
    payload text,
    properties text,
    redemption_date timestamptz,
    reference_id varchar(100) unique,
    status varchar(50),
    subject varchar(400),
    type varchar(150)
);
create index oidc_token_subject on oidc_token (subject, application_id, status, type);
create index oidc_token_application on oidc_token (application_id);
create index oidc_token_authorization on oidc_token (authorization_id);
-- Upkeep removes what is older than a while.
create index oidc_token_created on oidc_token using brin (creation_date);
