#!/bin/sh
# Reads DATABASE_HOST, DATABASE_USER and DATABASE_PASSWORD from the environment.
set -eu
helm upgrade --install ledger chart/ \
  --set database.host="$DATABASE_HOST" \
  --set database.user="$DATABASE_USER" \
  --set database.password="$DATABASE_PASSWORD"
