#include "core/platform/platform.h"

#include <string.h>

#include "core/banned.h"

/* What is said otherwise here: programs and places that this system has not, or calls by another name. */

static const struct {
        const char *of, *words[2];
} rows[] = {
        {"F_UNCHECKED",
         {"メモリーの空きを確かめ、ほかのプログラムを閉じてから、同じコマンドをもう一度実行してください。ファイルが悪い"
          "のではありません。",
          "check the free memory and close other programs, then run the same command again; nothing is said of the "
          "file"}},
        {"F_FONT",
         {"soroe.exe と同じ場所に、配布の ZIP にある fonts フォルダーを置いてください。",
          "put the folder fonts of the ZIP that soroe came in beside soroe.exe"}},
        {"F_WORKBOOK",
         {"一時ファイルの置き場(TEMP)の空きを確かめ、同じコマンドをもう一度実行してください。",
          "check free space for temporary files (TEMP), then run the same command again"}},
        {"E059",
         {"書き方を見て直してください: マニュアルの soroe-map.5.html", "correct it: soroe-map.5.html of the manual"}},
        {"man soroe-map", {"マニュアルの soroe-map.5.html", "soroe-map.5.html of the manual"}},
        {"manual", {"マニュアルに、すべてがあります", "everything: the manual beside it"}},
        {"reader",
         {"写真を読むプログラム soroe-reader は、Windows 版にはありません (なくても、手で記入できます)",
          "the program that reads pictures, soroe-reader, is not made for Windows (you can type them without it)"}},
        {"read",
         {"画像を読むプログラム soroe-reader は、Windows 版にはありません。PDF の文字は、なくても読みます。",
          "the program that reads pictures, soroe-reader, is not made for Windows; the text of PDFs is read without "
          "it"}},
};

const char *platform_own_words(const char *of, bool english)
{
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                if (strcmp(rows[i].of, of) == 0)
                        return rows[i].words[english];
        return NULL;
}
