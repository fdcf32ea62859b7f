#include "core/format/qpdf.h"

#include <stdio.h>
#include <string.h>

#include "core/platform/platform.h"

#include "qpdf_library.h"

#include "core/banned.h"

#ifdef QPDF_LIBRARY

static qpdf_data load_and_init(void)
{
        qpdf_load();
        return qpdf.init();
}

/* A document is needed for all that the others do. (A second thread that begins one must have it loaded before.) */
struct qpdf_functions qpdf = {.init = load_and_init};

/* No caller could go on, and none has a name for what it has not finished. */
static _Noreturn void fail(const char *why)
{
        enum { FAULT = 3 };
        char text[1600];

        snprintf(text, sizeof text,
                 "soroe: PDFのライブラリーを読み込めません。記録は元のままです。(%.400s)\n"
                 "次に: メモリーと、開けるファイルの数(ulimit)を確かめてください。"
                 "足りていれば、soroe を入れ直してください。\n"
                 "soroe: the library for PDFs cannot be loaded; the records are as they were (%.400s)\n"
                 "next: check memory and the number of open files (ulimit); if there is enough, install soroe again\n",
                 why, why);
        platform_last_words(text, strlen(text));
        platform_leave(FAULT);
}

static platform_function *find(struct platform_library *library, const char *name)
{
        platform_function *found = platform_library_function(library, name);

        if (!found)
                fail(platform_library_why());
        return found;
}

void qpdf_load(void)
{
        struct platform_library *library;

        if (qpdf.init != load_and_init)
                return;
        library = platform_library(QPDF_LIBRARY);
        if (!library)
                fail(platform_library_why());
#define X(name) qpdf.name = (__typeof__(&qpdf_##name))find(library, "qpdf_" #name);
        QPDF_FUNCTIONS(X)
#undef X
}

#else

struct qpdf_functions qpdf = {
#define X(name) .name = qpdf_##name,
        QPDF_FUNCTIONS(X)
#undef X
};

void qpdf_load(void)
{
}

#endif
