-- What a merge request waits for, the commit that Cutover made on its branch, and whether it is a draft; null: not known.
ALTER TABLE "merge_request"
  ADD COLUMN "needs" JSONB,
  ADD COLUMN "head" TEXT,
  ADD COLUMN "draft" BOOLEAN;
