#include "core/value/prefecture.h"

#include <stdbool.h>
#include <string.h>

#include "core/banned.h"

static const struct {
        const char *number, *name;
} prefectures[] = {
        {"01", "北海道"},   {"02", "青森県"}, {"03", "岩手県"}, {"04", "宮城県"},   {"05", "秋田県"},
        {"06", "山形県"},   {"07", "福島県"}, {"08", "茨城県"}, {"09", "栃木県"},   {"10", "群馬県"},
        {"11", "埼玉県"},   {"12", "千葉県"}, {"13", "東京都"}, {"14", "神奈川県"}, {"15", "新潟県"},
        {"16", "富山県"},   {"17", "石川県"}, {"18", "福井県"}, {"19", "山梨県"},   {"20", "長野県"},
        {"21", "岐阜県"},   {"22", "静岡県"}, {"23", "愛知県"}, {"24", "三重県"},   {"25", "滋賀県"},
        {"26", "京都府"},   {"27", "大阪府"}, {"28", "兵庫県"}, {"29", "奈良県"},   {"30", "和歌山県"},
        {"31", "鳥取県"},   {"32", "島根県"}, {"33", "岡山県"}, {"34", "広島県"},   {"35", "山口県"},
        {"36", "徳島県"},   {"37", "香川県"}, {"38", "愛媛県"}, {"39", "高知県"},   {"40", "福岡県"},
        {"41", "佐賀県"},   {"42", "長崎県"}, {"43", "熊本県"}, {"44", "大分県"},   {"45", "宮崎県"},
        {"46", "鹿児島県"}, {"47", "沖縄県"},
};

const char *prefecture_of_address(const char *address)
{
        if (strncmp(address, "〒", strlen("〒")) == 0)
                address += strlen("〒");
        address += strspn(address, " 0123456789-");
        for (size_t i = 0; i < sizeof prefectures / sizeof *prefectures; i++)
                if (strncmp(address, prefectures[i].name, strlen(prefectures[i].name)) == 0)
                        return prefectures[i].number;
        return "";
}

/* Of 東京都 without the last character; 北海道 is called by all of its name. */
static bool is_called(const char *name, const char *typed)
{
        const size_t n = strlen(name), last = strlen("県");

        return strcmp(name, typed) == 0 || (strlen(typed) == n - last && strncmp(name, typed, n - last) == 0);
}

const char *prefecture_by_name(const char *name)
{
        for (size_t i = 0; i < sizeof prefectures / sizeof *prefectures; i++)
                if (strcmp(prefectures[i].number, name) == 0 || is_called(prefectures[i].name, name))
                        return prefectures[i].number;
        return "";
}

const char *prefecture_name(const char *number)
{
        for (size_t i = 0; i < sizeof prefectures / sizeof *prefectures; i++)
                if (strcmp(prefectures[i].number, number) == 0)
                        return prefectures[i].name;
        return "";
}
