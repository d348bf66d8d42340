-- What filters and sorts is read from columns; the JSON of a row lies beside it and is read only for rows that are shown.
-- Text compares by bytes ("C") on every server, as the filter in the core does.
CREATE TABLE "inventory_document" (
  "id" TEXT PRIMARY KEY,
  "row" JSONB NOT NULL,
  "detail" JSONB NOT NULL
);

INSERT INTO "inventory_document" ("id", "row", "detail") SELECT "id", "row", "detail" FROM "inventory_row";

ALTER TABLE "inventory_row"
  ALTER COLUMN "position" TYPE BIGINT,
  ADD COLUMN "hash" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "level" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "owner" TEXT COLLATE "C",
  ADD COLUMN "key" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "key_lower" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "scope" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "type" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "state" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "protected" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "masked" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "hidden" BOOLEAN,
  ADD COLUMN "raw" BOOLEAN,
  ADD COLUMN "classification" TEXT COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN "uses" INTEGER,
  ADD COLUMN "blockers" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "tiers" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "target" TEXT COLLATE "C",
  ADD COLUMN "target_path" TEXT COLLATE "C",
  ADD COLUMN "search" TEXT COLLATE "C" NOT NULL DEFAULT '';

-- The rows of an existing database keep standing until the worker has made them again.
UPDATE "inventory_row" SET
  "level" = "row"->'variable'->>'level',
  "owner" = "row"->'variable'->>'owner',
  "key" = "row"->'variable'->>'key',
  "key_lower" = lower("row"->'variable'->>'key'),
  "scope" = "row"->'variable'->>'environmentScope',
  "type" = "row"->'variable'->>'variableType',
  "state" = "row"->>'state',
  "protected" = ("row"->'variable'->>'protected')::boolean,
  "masked" = ("row"->'variable'->>'masked')::boolean,
  "hidden" = ("row"->'variable'->>'hidden')::boolean,
  "raw" = ("row"->'variable'->>'raw')::boolean,
  "classification" = "row"->>'classification',
  "uses" = ("row"->>'uses')::integer,
  "blockers" = ARRAY(SELECT jsonb_array_elements_text("row"->'blockers')),
  "tiers" = ARRAY(SELECT jsonb_array_elements_text("row"->'tiers')),
  "target" = ("row"->'target'->>'vault') || ':' || ("row"->'target'->>'mount') || '/' || ("row"->'target'->>'path') || '#' || ("row"->'target'->>'field'),
  "target_path" = ("row"->'target'->>'mount') || '/' || ("row"->'target'->>'path') || '#' || ("row"->'target'->>'field');
UPDATE "inventory_row" SET "search" = lower(concat_ws(chr(31), "key", "owner", "scope", "target_path"));

ALTER TABLE "inventory_row" DROP COLUMN "row", DROP COLUMN "detail";

-- One index for each order of the table; backwards it is the other direction.
CREATE INDEX "inventory_row_position" ON "inventory_row" ("position");
CREATE INDEX "inventory_row_key" ON "inventory_row" ("key", "position");
CREATE INDEX "inventory_row_owner" ON "inventory_row" ("owner" NULLS FIRST, "position");
CREATE INDEX "inventory_row_level" ON "inventory_row" ("level", "position");
CREATE INDEX "inventory_row_scope" ON "inventory_row" ("scope", "position");
CREATE INDEX "inventory_row_type" ON "inventory_row" ("type", "position");
CREATE INDEX "inventory_row_state" ON "inventory_row" ("state", "position");
CREATE INDEX "inventory_row_uses" ON "inventory_row" ("uses" NULLS FIRST, "position");
CREATE INDEX "inventory_row_target" ON "inventory_row" ("target" NULLS FIRST, "position");
CREATE INDEX "inventory_row_blocker_count" ON "inventory_row" (cardinality("blockers"), "position");
-- For what people filter by most.
CREATE INDEX "inventory_row_state_key" ON "inventory_row" ("state", "key", "position");
CREATE INDEX "inventory_row_key_lower" ON "inventory_row" ("key_lower");
CREATE INDEX "inventory_row_target_path" ON "inventory_row" ("target_path");
CREATE INDEX "inventory_row_blockers" ON "inventory_row" USING GIN ("blockers");

-- Words inside of text, where the server has the extension and the owner may make it; without it they are searched row by row.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "inventory_row_search" ON "inventory_row" USING GIN ("search" gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file OR undefined_object THEN
  RAISE NOTICE 'Words are searched without an index: %', SQLERRM;
END
$$;

-- Counts by state of all rows, kept by whoever writes the rows.
INSERT INTO "fact" ("name", "data", "at")
  SELECT 'row_counts', coalesce(jsonb_object_agg("state", "n"), '{}'), now()
  FROM (SELECT "state", count(*) AS "n" FROM "inventory_row" GROUP BY "state") AS "counted"
  ON CONFLICT ("name") DO NOTHING;
ANALYZE "inventory_row";
