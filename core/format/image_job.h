/* The job of the child process that looks at a PDF (image_pdf.c). */
#ifndef SOROE_IMAGE_JOB_H
#define SOROE_IMAGE_JOB_H

#include "core/platform/platform.h"

extern const struct platform_job image_pdf_job;

#endif
