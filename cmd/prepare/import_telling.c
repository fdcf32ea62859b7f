#include "cmd/prepare/import_telling.h"

#include "core/banned.h"

void import_told(void *telling, const struct import_progress *p)
{
        struct import_telling *t = telling;

        if (!t->begun || t->stage != p->stage) {
                static const struct {
                        const char *ja, *en;
                        enum pace_unit unit;
                } stages[] = {
                        [IMPORT_ROWS] = {"取り込み", "import", PACE_ROWS},
                        [IMPORT_SCANS] = {"画像の確認", "decoding", PACE_SCANS},
                        [IMPORT_WRITING] = {"書き込み中", "writing", PACE_NOTHING},
                };
                t->begun = true;
                t->stage = p->stage;
                progress_stage(t->progress, stages[p->stage].ja, stages[p->stage].en, stages[p->stage].unit, 0);
        }
        progress_done_of(t->progress, p->done, p->of, p->stage == IMPORT_ROWS ? p->rows : p->done);
}
