/* What other programs make of our PDFs: qpdf checks them, poppler extracts their text. */
#ifndef SOROE_TESTS_PDF_TOOLS_H
#define SOROE_TESTS_PDF_TOOLS_H

#include "core/file/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOOL_MOST_OUTPUT ((size_t)4 << 20)

/* Runs a program with its output in a file; false if it could not run or did not end with 0. */
static inline bool tool_run(char *const argv[], const char *output)
{
        int status = 0;
        pid_t child = fork();

        if (child == 0) {
                int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);

                if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
                        _exit(127);
                execvp(argv[0], argv);
                _exit(127);
        }
        return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* What a program says about a document; NULL if it fails. `options` go before the file, `after` behind it; either may be NULL. */
static inline const char *tool_says(struct arena *arena, struct bytes pdf, const char *program, const char *option,
                                    const char *after)
{
        char folder[] = "/tmp/soroe-test-XXXXXX";
        struct findings findings = findings_in(arena);
        char *file, *output;
        struct bytes said = {0};
        bool ok = false;

        if (!mkdtemp(folder))
                return NULL;
        file = file_join(arena, folder, "document.pdf");
        output = file_join(arena, folder, "output");
        if (file_write(file, pdf, 0600, arena, &findings) == OK) {
                char *argv[5] = {(char *)(uintptr_t)program};
                int n = 1;

                if (option)
                        argv[n++] = (char *)(uintptr_t)option;
                argv[n++] = file;
                if (after)
                        argv[n++] = (char *)(uintptr_t)after;
                ok = tool_run(argv, output) && file_read(&said, output, TOOL_MOST_OUTPUT, arena, &findings) == OK;
        }
        unlink(file);
        unlink(output);
        rmdir(folder);
        return ok ? arena_strndup(arena, (const char *)said.at, said.n) : NULL;
}

/* pdftotext puts a line per line of print and a form feed per page. */
static inline const char *pdf_words(struct arena *arena, struct bytes pdf)
{
        return tool_says(arena, pdf, "pdftotext", "-layout", "-");
}

static inline size_t pdf_page_count(const char *words)
{
        size_t n = 0;

        for (; *words; words++)
                n += *words == '\f';
        return n;
}

/* For the eye: SOROE_PDF_OUT names a folder that gets the documents of the tests. */
static inline void pdf_keep(struct arena *arena, struct bytes pdf, const char *name)
{
        const char *folder = getenv("SOROE_PDF_OUT");
        struct findings findings = findings_in(arena);

        if (folder)
                file_write(file_join(arena, folder, name), pdf, 0644, arena, &findings);
}

#endif
