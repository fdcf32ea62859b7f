/* The workspace that a command works in: opening its records and its programme. */
#ifndef SOROE_WORKSPACE_H
#define SOROE_WORKSPACE_H

#include "cmd/frame/command.h"

#define DEFAULT_PROGRAMME "r7-online-qualification" /* of a new workspace */

/* In a shared workspace, gives the group access to what is written from now on. */
void share_files(void);
/* Opens the workspace's records, under the name of this user and command. */
enum status open_records(struct store **, struct context *);
/* Opens the workspace and its programme (or --programme). */
enum status open_workspace(struct store **, const struct programme **, struct context *);
/* Opens a programme that is named, by its id or a path; says what is wrong with a file that cannot be read. */
enum status name_programme(struct programme **, const char *name, struct context *);
/* Opens the programme of --programme, else that of the workspace. */
enum status choose_programme(const struct programme **, struct store *, struct context *);

/* Where the packets of a programme lie; `out`: in another folder than the workspace's, or NULL. */
char *workspace_packets(const struct context *, const struct programme *, const char *out, struct arena *);

/* Prints a next step beside the report: a whole command, ready to copy. */
void suggest(const struct context *, const char *ja, const char *en, const char *command);

#endif
