/* The one form of a packet's ZIP records (APPNOTE 6.3.10: 4.3.7 local header, 4.3.12 central header, 4.3.16 end of
 * central directory), described once as fields: the writer writes them, the strict reader builds what should
 * stand there and compares. Only core/format/zip.c and core/format/zip_read.c use this. */
#ifndef SOROE_ZIP_FORMAT_H
#define SOROE_ZIP_FORMAT_H

#include "core/format/zip.h"

#include <stdint.h>

enum zip_record { ZIP_LOCAL, ZIP_CENTRAL, ZIP_END };
enum { ZIP_LOCAL_SIZE = 30, ZIP_CENTRAL_SIZE = 46, ZIP_END_SIZE = 22 };

/* What differs from member to member; every other field is fixed. */
enum zip_value { FIXED, DAY, CRC, SIZE, NAME_SIZE, OFFSET, MEMBERS, DIRECTORY_SIZE, DIRECTORY_OFFSET, ZIP_VALUES };

struct zip_values {
        uint32_t of[ZIP_VALUES];
};

struct zip_field {
        size_t size;
        enum zip_value value;
        uint32_t fixed;
        const char *ja, *en; /* the fault when another value stands there */
};

void zip_record_put(unsigned char *out, enum zip_record, const struct zip_values *);
/* The field that covers byte `at` of the record. */
const struct zip_field *zip_record_field(enum zip_record, size_t at);

uint32_t zip_crc(struct bytes);
uint32_t zip_crc_pieces(struct bytes, bytes_read *); /* the same */
bool zip_day_pack(uint32_t *out, struct date);
bool zip_day_unpack(struct date *out, uint32_t packed);
/* Does no name stand twice (in any case of letters), and is none the folder of another? */
bool zip_names_unique(const struct zip_members *, struct arena *);

#endif
