/* Functions that have no length, no error, or a locale. Using one does not compile:
 * include this last. Numbers are read with yen_parse and count_parse (core/value/yen.h). */
#ifndef SOROE_BANNED_H
#define SOROE_BANNED_H

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol atof strtod
#undef popen /* a macro of some C libraries */
#pragma GCC poison localtime gmtime ctime asctime gets system popen

#endif
