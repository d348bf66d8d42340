-- Deciding with other teams: comments on rows, saved views of the inventory, and who owns which project. Paths compare by bytes.
CREATE TABLE "row_comment" (
  "id" UUID PRIMARY KEY,
  "variable_id" TEXT COLLATE "C" NOT NULL,
  "who" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "text" TEXT NOT NULL
);
CREATE INDEX "row_comment_variable" ON "row_comment" ("variable_id", "at");

CREATE TABLE "saved_view" (
  "id" UUID PRIMARY KEY,
  "who" TEXT NOT NULL,
  "shared" BOOLEAN NOT NULL DEFAULT false,
  "name" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" ("who", "name");

-- What each source says of a project or group; no row is "not read". An empty list of people is "read, and nobody".
CREATE TABLE "project_owner" (
  "path" TEXT COLLATE "C" NOT NULL,
  "source" TEXT NOT NULL,
  "people" JSONB NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("path", "source")
);

-- What counts for each path, from the sources by their order; `names` is in lower case, for filters.
CREATE TABLE "path_owner" (
  "path" TEXT COLLATE "C" PRIMARY KEY,
  "source" TEXT NOT NULL,
  "people" JSONB NOT NULL,
  "names" TEXT[] NOT NULL
);
CREATE INDEX "path_owner_names" ON "path_owner" USING GIN ("names");
