CREATE TABLE "sign_in_token" (
  "hash" TEXT PRIMARY KEY,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(6) NOT NULL,
  "used_at" TIMESTAMPTZ(6)
);

CREATE TABLE "session" (
  "hash" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(6) NOT NULL
);

CREATE TABLE "scan" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "state" TEXT NOT NULL,
  "complete" BOOLEAN,
  "requested_by" TEXT NOT NULL,
  "queued_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  "started_at" TIMESTAMPTZ(6),
  "finished_at" TIMESTAMPTZ(6),
  "step" TEXT,
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER,
  "variables" INTEGER NOT NULL DEFAULT 0,
  "message" TEXT,
  "gaps" JSONB NOT NULL DEFAULT '[]'
);
CREATE INDEX "scan_queued_at_idx" ON "scan" ("queued_at");

CREATE TABLE "scan_item" (
  "scan_id" UUID NOT NULL REFERENCES "scan" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "data" JSONB NOT NULL,
  PRIMARY KEY ("scan_id", "kind", "key")
);

CREATE TABLE "estate_part" (
  "kind" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "data" JSONB NOT NULL,
  PRIMARY KEY ("kind", "key")
);

CREATE TABLE "seen_variable" (
  "id" TEXT PRIMARY KEY,
  "data" JSONB NOT NULL,
  "first_seen" TIMESTAMPTZ(6) NOT NULL,
  "last_seen" TIMESTAMPTZ(6) NOT NULL,
  "gone_since" TIMESTAMPTZ(6)
);

CREATE TABLE "inventory_row" (
  "id" TEXT PRIMARY KEY,
  "position" INTEGER NOT NULL,
  "row" JSONB NOT NULL,
  "detail" JSONB NOT NULL
);

CREATE TABLE "rules_version" (
  "version" SERIAL PRIMARY KEY,
  "rules" JSONB NOT NULL,
  "who" TEXT NOT NULL,
  "what" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  "undoes" INTEGER
);

CREATE TABLE "variable_history" (
  "id" BIGSERIAL PRIMARY KEY,
  "variable_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  "who" TEXT NOT NULL,
  "what" TEXT NOT NULL,
  "from" TEXT,
  "to" TEXT
);
CREATE INDEX "variable_history_variable_id_at_idx" ON "variable_history" ("variable_id", "at");

CREATE TABLE "project_placement" (
  "project" TEXT PRIMARY KEY,
  "placement" TEXT NOT NULL,
  "who" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now()
);

CREATE TABLE "merge_request" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "project" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "artefact_hash" TEXT NOT NULL,
  "branch" TEXT NOT NULL,
  "target_branch" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "iid" INTEGER,
  "url" TEXT,
  "title" TEXT NOT NULL,
  "message" TEXT,
  "who" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "merge_request_project_kind_artefact_hash_key" ON "merge_request" ("project", "kind", "artefact_hash");

CREATE TABLE "daily_count" (
  "date" DATE PRIMARY KEY,
  "counts" JSONB NOT NULL
);

CREATE TABLE "fact" (
  "name" TEXT PRIMARY KEY,
  "data" JSONB NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now()
);
