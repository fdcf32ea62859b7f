/* The window that the system opens for a program which nobody called from a shell: its icon was opened, or a folder was dropped on
 * it. It closes with the program, so what was printed is gone unless the program waits. In a shell none of this happens. */
#ifndef SOROE_WINDOW_H
#define SOROE_WINDOW_H

#include "cmd/frame/command.h"

/* The folder of papers, asked for in the system's own dialogue, where the icon was opened and nothing else was said.
 * NULL: the program was called from a shell, or no folder was chosen. Lives with the context. */
const char *window_ask_folder(const struct context *);

/* Shows the page that the run wrote, and waits for a key. `status`: what the program ends with. */
void window_end(const struct context *, int status);

#endif
