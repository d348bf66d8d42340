-- What ran in each project in the last 90 days, counted by what decides a login; and which refusals people accept.
CREATE TABLE "job_history" (
  "project" TEXT PRIMARY KEY,
  "read_at" TIMESTAMPTZ(6) NOT NULL,
  "since" TIMESTAMPTZ(6) NOT NULL,
  "complete" BOOLEAN NOT NULL,
  "missing" JSONB NOT NULL,
  "runs" JSONB NOT NULL,
  "people" JSONB NOT NULL
);

CREATE TABLE "accepted_refusal" (
  "key" TEXT PRIMARY KEY,
  "project" TEXT NOT NULL,
  "job" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "who" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT now()
);
