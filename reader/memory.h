/* No memory left is the end of the reading, never a worse one. */
#ifndef SOROE_READER_MEMORY_H
#define SOROE_READER_MEMORY_H

/* What is written to stdout from now on when an allocation fails; the process ends then. */
void memory_end_with(const char *words);
_Noreturn void memory_end(void);

#endif
