#include "cmd/commands.h"

#include <stddef.h>
#include <string.h>

#include "core/banned.h"

/* The subcommands. A new one: a file cmd/<room>/<name>.c with its row, a line here and one in command_groups below. */
/* clang-format off */
const struct command *const commands[] = {
        &command_go,
        &command_init,
        &command_form,
        &command_import,
        &command_attach,
        &command_read,
        &command_slips,
        &command_withdraw,

        &command_check,
        &command_explain,
        &command_answer,
        &command_search,
        &command_history,

        &command_packet,
        &command_index,
        &command_mark,
        &command_status,

        &command_office,
        &command_letters,

        &command_verify,
        &command_audit,
        &command_programme,

        &command_backup,
        &command_restore,
        NULL,
};

const struct command_group command_groups[] = {
        {{"はじめに", "start here"}, {
                {"go", {"フォルダーの紙と表から、申請書類まで作る", "from a folder of papers and tables to the upload"}},
                {"form", {"記入表(Excel)を作る", "make an entry workbook (Excel)"}},
        }},
        {{"自分で進める", "step by step"}, {
                {"init", {"記録を置くフォルダーを用意する", "prepare a folder that holds the records"}},
                {"import", {"表、電子請求書、写しを取り込む", "take in tables, e-invoices and scans"}},
                {"attach", {"写しを領収書に結び付ける", "tie a scan to its receipt"}},
                {"slips", {"写しを領収書に確実に結び付ける、QR の札を印刷する", "print slips that tie scans to their receipts"}},
                {"read", {"写しと PDF を読み、表と照らし合わせる", "read scans and PDFs, hold them against the tables"}},
                {"check", {"足りないものと補助額を見る", "see what is missing, and the subsidy"}},
                {"explain", {"補助額の計算、指摘の意味を見る", "see a calculation, or what a finding means"}},
                {"answer", {"おたずね(要確認)に答える", "answer a question"}},
                {"packet", {"申請書類(ZIP と PDF)を作る", "make the application (ZIP and PDF)"}},
                {"mark", {"申請した、交付が決まった、申請しないことを記録する", "record: submitted, granted, will not apply"}},
                {"withdraw", {"誤って取り込んだ施設やファイルを、記録から外す", "take a facility or a file out of the records"}},
        }},
        {{"会員を取りまとめる", "for associations"}, {
                {"office", {"医師会の名前と連絡先を決める", "name and address of the association"}},
                {"letters", {"会員への手紙を作る", "letters to the members"}},
                {"status", {"申請状況の一覧(画面、Web、Excel)を作る", "the state of all applications (screen, web page, Excel)"}},
                {"index", {"作った書類の一覧を作る", "a list of what was made"}},
        }},
        {{"あとから確かめる", "later"}, {
                {"search", {"領収書を日付、金額、発行者でさがす", "find receipts by day, amount, issuer"}},
                {"history", {"いつ、だれが、何を変えたかを見る", "who changed what, and when"}},
                {"verify", {"書類が作られたときのままかを確かめる", "is an application as it was made?"}},
                {"audit", {"書類どうしを突き合わせる", "compare applications with each other"}},
                {"programme", {"補助事業の規則と出典を見る", "rules of a programme and their sources"}},
                {"backup", {"記録と書類の控えを、1つのファイルに作る", "records and applications in one file"}},
                {"restore", {"控えから戻す", "bring a backup back"}},
        }},
        {{NULL, NULL}, {{NULL, {NULL, NULL}}}},
};
/* clang-format on */

const struct command *command_by_name(const char *name)
{
        for (size_t i = 0; commands[i]; i++)
                if (strcmp(commands[i]->name, name) == 0)
                        return commands[i];
        return NULL;
}

const struct command_line *command_line_of(const char *name)
{
        for (const struct command_group *g = command_groups; g->words[0]; g++)
                for (const struct command_line *line = g->lines; line->name; line++)
                        if (strcmp(line->name, name) == 0)
                                return line;
        return NULL;
}
