/* Proof that the confinement holds: from inside, what must not be possible is tried. */
#ifndef SOROE_READER_TRY_H
#define SOROE_READER_TRY_H

/* Ends the process: killed, as it should be, or with 0 and a line that says what was possible. */
_Noreturn void try_from_inside(const char *what);

#endif
