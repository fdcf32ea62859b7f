/* The schema of a workspace's database, as its migrations in order. Only core/store/ uses it. */
#ifndef SOROE_SCHEMA_H
#define SOROE_SCHEMA_H

/* "sore" in ASCII: PRAGMA application_id, so that file(1) and we know our own. */
#define SCHEMA_APPLICATION_ID 0x736f7265

extern const char *const schema_migrations[];
extern const int schema_version;
extern const char *const schema_newest[]; /* what makes the newest version at once; NULL ends them */
/* SHA-256 of the tables, indexes and triggers that all migrations together make (core/store/store_schema.c): a workspace that has these
 * need not be held against the migrations. */
extern const char schema_digest[];

#endif
