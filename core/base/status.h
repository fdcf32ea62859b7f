/* How a call ended. Every function that can fail returns one of these; what a person must
 * know about the failure is in `struct findings` (core/base/finding.h), never in the status. */
#ifndef SOROE_STATUS_H
#define SOROE_STATUS_H

enum status {
        OK = 0,
        ERR_INPUT,  /* the input is at fault; the findings say what and where        (exit 1) */
        ERR_USAGE,  /* the command was asked for something that makes no sense        (exit 2) */
        ERR_SYSTEM, /* disk, database, memory, fonts: findings->fault says which      (exit 3) */
};

#endif
