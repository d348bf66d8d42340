-- Ids that a variable had before its project or group got another path. Its history is evidence and stays under the old ones.
CREATE TABLE "former_id" (
  "id" TEXT NOT NULL,
  "former" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  PRIMARY KEY ("id", "former")
);

-- Renames, transfers, archived and deleted projects and groups, as scans saw them.
CREATE TABLE "estate_move" (
  "id" BIGSERIAL PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "what" TEXT NOT NULL,
  "number" BIGINT,
  "from_path" TEXT NOT NULL,
  "to_path" TEXT,
  "at" TIMESTAMPTZ(6) NOT NULL
);
CREATE INDEX "estate_move_at" ON "estate_move" ("at" DESC, "id" DESC);
