#!/bin/sh
# Reads KUBECONFIG, SESSION_SECRET, DATABASE_USER and DATABASE_PASSWORD from the environment.
set -eu
helm upgrade --install "$1" chart/ \
  --set session.secret="$SESSION_SECRET" \
  --set database.user="$DATABASE_USER" \
  --set database.password="$DATABASE_PASSWORD"
