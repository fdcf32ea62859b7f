/* Packets to verify, as they lie on a disk: ZIP files, unpacked bags, folders of either. Nothing that a folder lists is passed over
 * in silence: the walk either gives it or names it among what lay aside. */
#ifndef SOROE_FOLDER_H
#define SOROE_FOLDER_H

#include "core/base/text.h"

#define FOLDER_MOST_DEPTH 16

/* A walk through the packets among some paths. A file is a packet; a folder with bagit.txt is an unpacked one; any other folder, and
 * the folders in it, is searched for ZIP files (.zip in any case of letters) in the order of the names' bytes. What cannot be read,
 * entered or stat'ed is given, too, once. A link to a ZIP is that ZIP; a link to a folder is not followed. */
struct folder_walk;
/* With `uploads` the walk gives the PDF beside a packet's ZIP, too; otherwise it lies aside. */
struct folder_walk *folder_walk_new(const struct texts *paths, bool uploads, struct arena *);
void folder_walk_free(struct folder_walk *); /* NULL is fine */
/* an item; NULL at the end; lives until the walk is freed or goes on */
const char *folder_next(struct folder_walk *);
/* an item is a path, and what kept the walk from looking at it (platform_code) */
const char *folder_item_path(const char *item);

/* What lay aside: neither a packet nor followed. All are counted, and the first of them are named in the order of the walk. */
enum aside_kind { ASIDE_LINK, ASIDE_FILE, ASIDE_DEVICE, ASIDE_UPLOAD, ASIDE_KINDS };
#define FOLDER_MOST_ASIDE 1000
struct aside {
        const char *path;
        enum aside_kind kind;
};
struct asides {
        VEC(struct aside);
        int64_t of[ASIDE_KINDS];
};
/* Both live as long as the walk, and are whole at its end. */
const struct asides *folder_asides(const struct folder_walk *);
/* Lays a file aside that turns out to be no packet only when it is read. */
void folder_lay_aside(struct folder_walk *, const char *path, enum aside_kind);
/* index.xml: known before the first packet beside it comes up */
const struct texts *folder_indexes(const struct folder_walk *);

/* ---- also needed to open a packet */
/* 0: it is one; ENOENT: another folder; else nobody can say */
int folder_look_for_bag(const char *folder, struct arena *);
bool folder_is_pdf(const char *name); /* .pdf in any case of letters */
/* Returns the ZIP beside a PDF: the same name with .zip, in the case of letters in which it is there, else in small letters. */
const char *folder_zip_beside(const char *pdf, struct arena *);

#endif
