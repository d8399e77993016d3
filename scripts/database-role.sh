#!/bin/sh
# Runs once in a new database container: the service's role owns its database and is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$ZHIXING_PASSWORD" --username postgres <<'SQL'
create role zhixing login password :'password';
create database zhixing owner zhixing template template0 encoding 'UTF8';
SQL
