-- Per day and top-level group: how many variables are still to move, and how many there are.
CREATE TABLE "daily_group_count" (
  "date" DATE NOT NULL,
  "group" TEXT NOT NULL,
  "remaining" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  CONSTRAINT "daily_group_count_pkey" PRIMARY KEY ("date", "group")
);

CREATE INDEX "seen_variable_first_seen_idx" ON "seen_variable" ("first_seen");
