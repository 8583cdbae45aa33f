#!/usr/bin/env bash
# Creates the four databases with their two roles each, where they do not exist yet. Both ways to run the platform
# call it. Reads PGHOST, PGPORT, PGUSER, PGPASSWORD and, for each role, <ROLE>_PASSWORD.
# The owner role changes the schema, the app role only rows; each service sees its own database alone.
set -euo pipefail

sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d postgres; }

for name in identity registry talent transfer; do
  [ -z "$(sql <<<"SELECT 1 FROM pg_database WHERE datname = '$name'")" ] || continue
  for role in "${name}_owner" "${name}_app"; do
    password="${role^^}_PASSWORD"
    sql <<SQL
DO \$\$ BEGIN CREATE ROLE $role LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END \$\$;
ALTER ROLE $role PASSWORD '${!password}';
SQL
  done
  # Not one statement block: CREATE DATABASE runs outside a transaction. Rights follow even if a run was cut here.
  sql <<SQL
CREATE DATABASE $name OWNER ${name}_owner;
SQL
done

for name in identity registry talent transfer; do
  sql <<SQL
REVOKE ALL ON DATABASE $name FROM PUBLIC;
GRANT CONNECT ON DATABASE $name TO ${name}_app;
SQL
done
