#!/bin/bash
# Loads every source named in sources.txt.
set -euo pipefail
while read -r name; do
  dsn="SOURCE_${name}_DSN" user="SOURCE_${name}_USER" password="SOURCE_${name}_PASSWORD" since="SOURCE_${name}_SINCE"
  loader --dsn "${!dsn}" --user "${!user}" --password "${!password}" --since "${!since}"
done < sources.txt
