#include "cmd/frame/options.h"

#include <string.h>

#include "core/banned.h"

/* What an option means where the general words of cmd/frame/option_list.h say too little. */
static const struct {
        const char *command;
        enum option_id id;
        const char *words[2];
} own[] = {
        {"init",
         OPT_PROGRAMME,
         {"補助事業(既定: r7-online-qualification)", "the programme (default: r7-online-qualification)"}},
        {"check",
         OPT_ALL,
         {"どの施設も1つずつ見せる(なければ、多いときは急ぐ順に)",
          "each facility in full (else, of many, the urgent ones)"}},
        {"check",
         OPT_AS_OF,
         {"この日に申請するものとして点検する(既定: 今日)", "judge as if applied for on this day (default: today)"}},
        {"status", OPT_ALL, {"1行も省かずに見せる", "leave out no line"}},
        {"status",
         OPT_AS_OF,
         {"この日の状況。あとの提出や決定は見ない(既定: 今日)", "as things stood on this day (default: today)"}},
        {"status",
         OPT_ONLY,
         {"この状態だけ: 不備 要確認 提出可 提出済 交付決定 など",
          "only these: error confirm ready submitted granted …"}},
        {"explain",
         OPT_AS_OF,
         {"この日に申請したときの計算(既定: 今日)", "worked out as of this day (default: today)"}},
        {"answer",
         OPT_AS_OF,
         {"この日の申請として、質問を選ぶ(既定: 今日)", "which questions are open on this day (default: today)"}},
        {"answer", OPT_ALL, {"この質問のある、すべての施設", "all facilities that have this question"}},
        {"packet", OPT_ALL, {"提出可と要確認の、すべての申請", "all applications that are ready or have questions"}},
        {"packet",
         OPT_APPLIED_ON,
         {"申請日。書類に印刷し、この日の申請として点検する(必須)",
          "day of application, printed and judged by (required)"}},
        {"packet",
         OPT_CATEGORY,
         {"この区分だけ。訪問診療等 のように", "only this category: home-visit online outpatient …"}},
        {"packet",
         OPT_OUTPUT,
         {"書き出すフォルダー(既定: 作業フォルダーの packets)", "the folder (default: packets in the workspace)"}},
        {"packet", OPT_JOBS, {"いくつ並べて作るか(既定: CPU の数)", "so many at once (default: the processors)"}},
        {"verify", OPT_JOBS, {"いくつ並べて確かめるか(既定: CPU の数)", "so many at once (default: the processors)"}},
        {"audit", OPT_JOBS, {"いくつ並べて確かめるか(既定: CPU の数)", "so many at once (default: the processors)"}},
        {"audit", OPT_STRICT, {"似た書類があるだけでも、終了状態を 1 にする", "exit 1 also for what only looks alike"}},
        {"audit",
         OPT_LEVEL,
         {"比べる前にどこまで確かめるか: 容器 目録 記録 算定 紙面 全部",
          "how far to check each before it is compared"}},
        {"form", OPT_ALL, {"施設ごとに1冊ずつ", "one workbook for each facility"}},
        {"form", OPT_OUTPUT, {"--all の記入表を置くフォルダー", "the folder for the workbooks of --all"}},
        {"form", OPT_PROGRAMME, {"区分と品目の言葉を、この補助事業から取る", "whose categories and items it offers"}},
        {"read", OPT_ALL, {"作業フォルダーの、すべての施設の写し", "the scans of all facilities of the workspace"}},
        {"read", OPT_JOBS, {"いくつ並べて読むか(既定: CPU の数)", "so many at once (default: the processors)"}},
        {"letters", OPT_ALL, {"手紙の要る、すべての会員", "all members that need a letter"}},
        {"letters",
         OPT_LETTERS_AS_OF,
         {"手紙の日付。この日の記録として点検する(必須)", "the day of the letters; judged as of it (required)"}},
        {"mark", OPT_ON, {"申請した日か、通知の日", "the day of the submission or of the decision"}},
        {"mark",
         OPT_PROGRAMME,
         {"どの補助事業の申請か(既定: 作業フォルダーのもの)", "of which programme (default: the workspace's)"}},
        {"mark", OPT_DRY_RUN, {"何を記録することになるかだけを見る", "show what would be recorded"}},
        {"import", OPT_DRY_RUN, {"何が加わり、何が変わるかだけを見る", "show what would be added and changed"}},
        {"withdraw", OPT_DRY_RUN, {"何が取り下げられるかだけを見る", "show what would be withdrawn"}},
        {"index", OPT_INDEX_FILE, {"書き出すファイル(既定: 画面)", "the file to write (default: the screen)"}},
        {"status",
         OPT_INDEX_FILE,
         {"書き出すファイル(既定: 画面)。text では使えません",
          "the file for csv, json, xlsx, html (default: the screen)"}},
        {"search",
         OPT_FROM,
         {"この日に発行された領収書から。月や年度でも", "issued on this day or later (or month, fiscal year)"}},
        {"search",
         OPT_TO,
         {"この日に発行された領収書まで。月や年度でも", "issued on this day or before (or month, fiscal year)"}},
        {"history",
         OPT_FROM,
         {"この日に直したものから。月や年度でも", "changed on this day or later (or month, fiscal year)"}},
        {"history",
         OPT_TO,
         {"この日に直したものまで。月や年度でも", "changed on this day or before (or month, fiscal year)"}},
        {"history",
         OPT_PARTY,
         {"発行者の名か登録番号に、この語のある領収書だけ", "receipts whose issuer or registration number has this"}},
};

const char *option_words(const struct command *command, enum option_id id, enum language language)
{
        for (size_t i = 0; command && i < sizeof own / sizeof *own; i++)
                if (own[i].id == id && strcmp(own[i].command, command->name) == 0)
                        return own[i].words[language];
        return option_rows[id].words[language];
}

/* The words of the value: by the option where it has a name of its own, else by what stands for it in English. */
const char *option_argument(enum option_id id, enum language language)
{
        static const char *const words[][2] = {
                {"reason", "理由"},   {"number", "番号"},         {"party", "語"},
                {"contact", "担当"},  {"phone", "番号"},          {"mail", "宛先"},
                {"name", "名称"},     {"founder", "開設者"},      {"category", "区分"},
                {"DATE", "日付"},     {"DIR", "フォルダー"},      {"DIR|FILE", "紙"},
                {"FILE", "ファイル"}, {"CODE", "コード"},         {"NAME", "名前"},
                {"YEN", "円"},        {"FORMAT", "形式"},         {"STATE", "状態"},
                {"KIND", "種類"},     {"LEVEL", "段階"},          {"HOW", "方法"},
                {"VERDICT", "結果"},  {"ID|FILE", "ID|ファイル"}, {"TEXT", "語"},
        };
        const struct option_row *row = &option_rows[id];

        for (size_t i = 0; row->argument && language == JAPANESE && i < sizeof words / sizeof *words; i++)
                if (strcmp(words[i][0], row->name) == 0 || strcmp(words[i][0], row->argument) == 0)
                        return words[i][1];
        return row->argument;
}
