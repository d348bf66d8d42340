-- Rings: the confirmed requests of one preview are opened ring after ring, at a rate. Why people closed one without a merge.
ALTER TABLE "merge_request"
  ADD COLUMN "batch" TEXT,
  ADD COLUMN "ring" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "per_hour" INTEGER,
  ADD COLUMN "open_after" TIMESTAMPTZ(6),
  ADD COLUMN "opened_at" TIMESTAMPTZ(6),
  ADD COLUMN "conflicts" BOOLEAN,
  ADD COLUMN "assignee" TEXT,
  ADD COLUMN "reminded_at" TIMESTAMPTZ(6),
  ADD COLUMN "close_reason" TEXT,
  ADD COLUMN "close_note" TEXT;

UPDATE "merge_request" SET "opened_at" = "created_at" WHERE "iid" IS NOT NULL;
