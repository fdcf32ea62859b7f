#!/usr/bin/python3
"""Writes the demo data: the entry tables and the scans of an invented association of seven facilities.

Everything is invented: the town, the people, the vendors, the codes (area 99, serials from 9001) and the
registration numbers (base 9999…). Codes and numbers pass their check digits where the README does not say
otherwise. Debian packages: python3-pil python3-reportlab fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho.
The output is committed; neither the demo nor the tests run this script. Run it with /usr/bin/python3 after a change.
"""
import csv
import io
import os

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

HERE = os.path.dirname(os.path.abspath(__file__))
SCANS = os.path.join(HERE, "scans")
GOTHIC = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf"
BOLD = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Bold.ttf"
MINCHO = "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf"

HOSPITAL, TAKAHASHI, YAMAZAKI = "1919990018", "1919990026", "1919990034"
TSUKUSHI, HINATA, AKEBONO, WAKATAKE = "1949990046", "1949990053", "1919990067", "1939990071"

# ---------------------------------------------------------------- what the office typed

FACILITIES = [
    ["医療機関コード", "名称", "種別", "郵便番号", "所在地", "開設者", "代表者", "電話番号", "担当者", "義務化対象外", "既交付", "既改修"],
    [HOSPITAL, "霞野中央病院", "病院", "409-0001", "霞野市中央一丁目1番1号", "医療法人 霞会", "髙橋 久子", "055-000-0101", "事務部 森", "いいえ", "", ""],
    [TAKAHASHI, "髙橋内科クリニック", "クリニック", "409-0002", "霞野市若葉町二丁目3-5", "医療法人 霞会", "髙橋 久子", "055-000-0102", "事務部 森", "いいえ", "", ""],
    [YAMAZAKI, "山﨑こども医院", "医院", "409-0003", "霞野市桜台9番地", "山﨑 直樹", "山﨑 直樹", "055-000-0103", "山﨑 恵", "いいえ", "R6:訪問診療等", ""],
    [TSUKUSHI, "つくし薬局", "薬局", "409-0003", "霞野市桜台12番地", "有限会社つくし", "土屋 実", "055-000-0104", "土屋 実", "いいえ", "", ""],
    [HINATA, "ひなた薬局 霞野駅前店", "大型チェーン薬局", "409-0001", "霞野市駅前三丁目2-1", "株式会社ひなたファーマシー", "浜﨑 亮", "055-000-0105", "本部 岡", "いいえ", "", ""],
    [AKEBONO, "あけぼの眼科", "診療所", "409-0004", "霞野市川端町4-7", "𠮷野 さくら", "𠮷野 さくら", "055-000-0106", "𠮷野 さくら", "はい", "", ""],
    [WAKATAKE, "若竹歯科医院", "歯科診療所", "409-0005", "霞野市竹原88", "若竹 進", "若竹 進", "055-000-0107", "若竹 進", "いいえ", "", ""],
]

MINAMO = ["株式会社ミナモ電算", "霞野市工業団地5-10", "055-000-0201", "T7999901000001"]
ASAHI = ["あさひ医療情報サービス有限会社", "霞野市本町7-2", "055-000-0202", "T6999901000002"]
MIDORI = ["合同会社みどりITサポート", "霞野市緑が丘1-1-8", "055-000-0203", ""]
HIKARI = ["株式会社ひかり電器 霞野店", "霞野市駅前一丁目4-4", "055-000-0204", "T5999901000003"]
CRESCENT = ["クレセント・システムズ株式会社", "霞野市中央四丁目2-6", "055-000-0205", "T4999901000004"]
DENKI = ["若竹デンキ商会", "霞野市竹原3", "055-000-0206", "T1999901000005"]  # its check digit would be 3


def receipt(payer, number, vendor, date, amount, paid, addressee, scans, breakdowns="", note=""):
    return [payer, number, vendor[0], vendor[1], vendor[2], date, amount, vendor[3], paid, addressee, "領収書", scans, breakdowns, note]


RECEIPTS = [
    ["医療機関コード", "領収書番号", "発行者", "発行者住所", "発行者電話番号", "発行日", "領収金額", "登録番号", "支払日", "宛名", "書類種別",
     "画像ファイル名", "内訳書ファイル名", "備考"],
    receipt(HOSPITAL, "M-25071", MINAMO, "R7.7.18", "1,001,000", "R7.7.18", "霞野中央病院", "m-25071.jpg", "m-25071-uchiwake.png"),
    receipt(HOSPITAL, "M-25093", MINAMO, "2025/9/12", "５７７，５００", "2025/9/12", "医療法人 霞会", "m-25093.png",
            "m-25093-uchiwake-1.png;m-25093-uchiwake-2.png", "髙橋内科クリニックと共用"),
    receipt(TAKAHASHI, "あ-102", ASAHI, "令和7年8月5日", "￥156,200-", "2025/8/5", "髙橋内科クリニック", "領収書_髙橋内科.jpg", "内訳書_髙橋内科.png"),
    receipt(YAMAZAKI, "4471", MIDORI, "2025-10-03", "165,000円(税込)", "", "山﨑こども医院", "4471.jpg"),
    receipt(TSUKUSHI, "T-0311", CRESCENT, "令和７年６月２０日", "139,700", "", "有限会社つくし", "t-0311.png", "t-0311-uchiwake.jpg"),
    receipt(TSUKUSHI, "T-0398", HIKARI, "R7.11.4", "\\38,500", "", "つくし薬局", "t-0398.pdf", "t-0398-uchiwake.png", "PDFで受領"),
    receipt(HINATA, "HN-7731", CRESCENT, "2025年11月14日", "147,400", "2025/11/14", "ひなた薬局 霞野駅前店", "hn-7731.png", "hn-7731-uchiwake.png"),
    receipt(AKEBONO, "009", HIKARI, "20250707", "４５，１００", "", "あけぼの眼科", "009.jpg", "009-uchiwake.png"),
    receipt(WAKATAKE, "W-0451", HIKARI, "令和8年1月20日", "33,000", "", "若竹歯科医院", "w-0451.png"),
    receipt(WAKATAKE, "W-0452", ASAHI, "R7.9.30", "88,000", "", "若竹歯科医院", "w-0452.jpg"),
    receipt(WAKATAKE, "W-0453", HIKARI, "2025/10/21", "27,500", "", "若竹歯科医院", "w-0453.jpg"),
    receipt(WAKATAKE, "W-0454", DENKI, "2025/11/28", "108,900", "", "若竹 商店", "w-0454.png"),
]

HOME, ONLINE = "訪問診療等", "オンライン診療等"
FLOW, FAILURE, LIMITED, NONE = "外来診療等（通常とは異なる動線）", "外来診療等(機器故障時等)", "資格確認限定型", "対象外"
MOBILE, MODIFY = "モバイル端末", "レセプトコンピュータ改修"

PURCHASES = [
    ["領収書番号", "医療機関コード", "事業区分", "品目区分", "摘要", "型番", "数量", "単価", "金額", "備考"],
    ["M-25071", HOSPITAL, HOME, MOBILE, "訪問診療用タブレット端末", "MT-10A", "2", "38,500", "77,000", ""],
    ["M-25071", HOSPITAL, HOME, MODIFY, "居宅同意取得型 対応改修", "", "1式", "880,000", "880,000", ""],
    ["M-25071", HOSPITAL, NONE, "その他", "院内LAN配線工事", "", "1", "44,000", "44,000", ""],
    ["M-25093", HOSPITAL, ONLINE, MODIFY, "オンライン診療 資格確認対応改修(病院分)", "", "1", "495,000", "495,000", ""],
    ["M-25093", HOSPITAL, NONE, "その他", "操作研修", "", "1", "11,000", "１１，０００", ""],
    ["M-25093", TAKAHASHI, ONLINE, MODIFY, "オンライン診療 資格確認対応改修(クリニック分)", "", "1", "71,500", "71,500", "病院と共用の領収書"],
    ["あ-102", TAKAHASHI, HOME, MOBILE, "訪問診療用タブレット端末", "MT-08C", "1", "35,200", "35,200", ""],
    ["あ-102", TAKAHASHI, HOME, "レセコン改修", "居宅同意取得型 対応改修", "", "1", "99,000", "99,000", ""],
    ["あ-102", TAKAHASHI, HOME, "レセコン改修", "改修費のお値引き", "", "", "", "△5,500", ""],
    ["あ-102", TAKAHASHI, ONLINE, MOBILE, "診察室用カメラ付き端末", "CV-2", "1", "24,200", "24,200", "オンライン診療等の対象品目ではない"],
    ["あ-102", TAKAHASHI, NONE, "その他", "USBハブ", "UH-4", "1", "3,300", "3,300", ""],
    ["4471", "", FLOW, MOBILE, "発熱外来用タブレット端末", "TX-7", "２台", "22,000", "４４，０００", ""],
    ["4471", "", FLOW, MODIFY, "発熱外来動線 資格確認対応改修", "", "1", "110,000", "110,000", ""],
    ["4471", "", NONE, "その他", "出張費", "", "1", "11,000", "11,000", ""],
    ["T-0311", TSUKUSHI, HOME, MOBILE, "訪問薬剤管理指導用端末", "MT-08C", "1", "41,800", "41,800", ""],
    ["T-0311", TSUKUSHI, HOME, MODIFY, "居宅同意取得型 対応改修", "", "1", "97,900", "97,900", ""],
    ["T-0398", TSUKUSHI, FAILURE, MOBILE, "機器故障時用タブレット端末", "TX-9", "1", "38,500", "38,500", ""],
    ["HN-7731", HINATA, ONLINE, "レセコン改修", "オンライン服薬指導 資格確認対応改修", "", "1", "121,000", "121,000", ""],
    ["HN-7731", HINATA, NONE, "その他", "店内案内モニター", "DM-24", "1", "26,400", "26,400", ""],
    ["009", AKEBONO, LIMITED, "汎用カードリーダー", "ICカードリーダー", "KR-20", "1", "6,600", "6,600", ""],
    ["009", AKEBONO, LIMITED, "タブレット", "受付用タブレット", "TB-110", "1", "36,300", "36,300", ""],
    ["009", AKEBONO, NONE, "その他", "保護フィルム", "", "2", "1,100", "2,200", ""],
    ["W-0451", WAKATAKE, HOME, MOBILE, "訪問診療用端末", "MT-08C", "1", "33,000", "33,000", ""],
    ["W-0452", WAKATAKE, HOME, MODIFY, "居宅同意取得型 対応改修", "", "1", "77,000", "77,000", ""],
    ["W-0452", WAKATAKE, NONE, "その他", "電源タップ", "", "1", "1,100", "1,100", ""],
    ["W-0453", WAKATAKE, HOME, MOBILE, "訪問診療用端末", "MT-06", "1", "27,500", "27,500", ""],
    ["W-0454", WAKATAKE, HOME, MOBILE, "訪問診療用端末", "MT-05", "2", "15,400", "29,700", ""],
    ["W-0454", WAKATAKE, HOME, MODIFY, "一式", "", "1", "66,000", "66,000", ""],
    ["W-0454", WAKATAKE, HOME, "年間保守料", "訪問診療用システム年間保守料", "", "1", "13,200", "13,200", ""],
    ["W-0455", WAKATAKE, HOME, MOBILE, "端末用ケース付き予備機", "MT-05", "1", "11,000", "11,000", "領収書は後日"],
]

APPLICATIONS = [
    ["医療機関コード", "事業区分", "完了日", "選択", "備考"],
    [HOSPITAL, HOME, "R7.7.31", "", ""],
    [HOSPITAL, ONLINE, "R7.9.30", "", ""],
    [TSUKUSHI, FAILURE, "2025/11/10", "", "車椅子の患者用"],
]

# ---------------------------------------------------------------- what stands on the paper

# number: (vendor, addressee, date, total, lines [(text, quantity, amount)]); the lines add up to the total.
PAPERS = {
    "M-25071": (MINAMO, "霞野中央病院", "2025年7月18日", 1001000, [
        ("訪問診療用タブレット端末 MT-10A", 2, 77000), ("居宅同意取得型 対応改修", 1, 880000), ("院内LAN配線工事", 1, 44000)]),
    "M-25093": (MINAMO, "医療法人 霞会", "2025年9月12日", 577500, [
        ("オンライン診療 資格確認対応改修(病院分)", 1, 495000), ("操作研修", 1, 11000),
        ("オンライン診療 資格確認対応改修(クリニック分)", 1, 71500)]),
    "あ-102": (ASAHI, "髙橋内科クリニック", "令和7年8月5日", 156200, [
        ("訪問診療用タブレット端末 MT-08C", 1, 35200), ("居宅同意取得型 対応改修", 1, 99000), ("改修費のお値引き", 1, -5500),
        ("診察室用カメラ付き端末 CV-2", 1, 24200), ("USBハブ UH-4", 1, 3300)]),
    "4471": (MIDORI, "山﨑こども医院", "2025年10月3日", 165000, [
        ("発熱外来用タブレット端末 TX-7", 2, 44000), ("発熱外来動線 資格確認対応改修", 1, 110000), ("出張費", 1, 11000)]),
    "T-0311": (CRESCENT, "有限会社つくし", "令和7年6月20日", 139700, [
        ("訪問薬剤管理指導用端末 MT-08C", 1, 41800), ("居宅同意取得型 対応改修", 1, 97900)]),
    "T-0398": (HIKARI, "つくし薬局", "2025年11月4日", 38500, [("機器故障時用タブレット端末 TX-9", 1, 38500)]),
    "HN-7731": (CRESCENT, "ひなた薬局 霞野駅前店", "2025年11月14日", 147400, [
        ("オンライン服薬指導 資格確認対応改修", 1, 121000), ("店内案内モニター DM-24", 1, 26400)]),
    "009": (HIKARI, "あけぼの眼科", "2025年7月7日", 45100, [
        ("ICカードリーダー KR-20", 1, 6600), ("受付用タブレット TB-110", 1, 36300), ("保護フィルム", 2, 2200)]),
    "W-0451": (HIKARI, "若竹歯科医院", "令和8年1月20日", 33000, [("訪問診療用端末 MT-08C", 1, 33000)]),
    # The office forgot to enter the third line: 88,000 - (77,000 + 1,100) = 9,900.
    "W-0452": (ASAHI, "若竹歯科医院", "令和7年9月30日", 88000, [
        ("居宅同意取得型 対応改修", 1, 77000), ("電源タップ", 1, 1100), ("接続設定", 1, 9900)]),
    # Two at 14,850; the office entered 15,400 as the unit price.
    "W-0454": (DENKI, "若竹 商店", "2025年11月28日", 108900, [
        ("訪問診療用端末 MT-05", 2, 29700), ("一式", 1, 66000), ("訪問診療用システム年間保守料", 1, 13200)]),
}

# The two breakdowns of the shared receipt, one for each facility, each with its own lines.
SHARES = {"m-25093-uchiwake-1.png": (HOSPITAL, "霞野中央病院", slice(0, 2)), "m-25093-uchiwake-2.png": (TAKAHASHI, "髙橋内科クリニック", slice(2, 3))}

# name: (number, kind of paper, form)
PICTURES = {
    "m-25071.jpg": ("M-25071", "receipt", "colour"),
    "m-25071-uchiwake.png": ("M-25071", "breakdown", "line"),
    "m-25093.png": ("M-25093", "receipt", "grey"),
    "m-25093-uchiwake-1.png": ("M-25093", "breakdown", "line"),
    "m-25093-uchiwake-2.png": ("M-25093", "breakdown", "line"),
    "領収書_髙橋内科.jpg": ("あ-102", "receipt", "colour"),
    "内訳書_髙橋内科.png": ("あ-102", "breakdown", "line"),
    "4471.jpg": ("4471", "receipt", "sideways"),
    "t-0311.png": ("T-0311", "receipt", "line"),
    "t-0311-uchiwake.jpg": ("T-0311", "breakdown", "colour"),
    "t-0398-uchiwake.png": ("T-0398", "breakdown", "line"),
    "hn-7731.png": ("HN-7731", "receipt", "grey"),
    "hn-7731-uchiwake.png": ("HN-7731", "breakdown", "line"),
    "009.jpg": ("009", "receipt", "colour"),
    "009-uchiwake.png": ("009", "breakdown", "line"),
    "w-0451.png": ("W-0451", "receipt", "line"),
    "w-0452.jpg": ("W-0452", "receipt", "colour"),
    "w-0454.png": ("W-0454", "receipt", "small"),
}

# ---------------------------------------------------------------- drawing

WIDTH, HEIGHT = 1165, 1654  # A5 at 200 dpi
INK, RED, FAINT = (28, 28, 40), (196, 48, 40), (120, 120, 120)


class Paper:
    """A5 in the units of a 200 dpi scan, drawn on a picture or on a PDF page."""

    def __init__(self, tint):
        self.image = Image.new("RGB", (WIDTH, HEIGHT), tint)
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x, y, text, size, font=MINCHO, fill=INK, align="l"):
        self.draw.text((x, y), text, font=ImageFont.truetype(font, size), fill=fill, anchor=align + "s")

    def line(self, x1, y1, x2, y2, width=2, fill=INK):
        self.draw.line((x1, y1, x2, y2), fill=fill, width=width)

    def box(self, x, y, w, h, width=2, fill=INK):
        self.draw.rectangle((x, y, x + w, y + h), outline=fill, width=width)


class Page:
    """The same, on a page of a PDF."""

    def __init__(self, path):
        self.scale = 72 / 200
        self.pdf = canvas.Canvas(path, pagesize=(WIDTH * self.scale, HEIGHT * self.scale), invariant=1)
        self.pdf.setTitle("領収書")
        for name in (GOTHIC, BOLD, MINCHO):
            pdfmetrics.registerFont(TTFont(name, name))

    def text(self, x, y, text, size, font=MINCHO, fill=INK, align="l"):
        self.pdf.setFont(font, size * self.scale)
        self.pdf.setFillColorRGB(*(c / 255 for c in fill))
        put = {"l": self.pdf.drawString, "r": self.pdf.drawRightString, "m": self.pdf.drawCentredString}[align]
        put(x * self.scale, (HEIGHT - y) * self.scale, text)

    def line(self, x1, y1, x2, y2, width=2, fill=INK):
        self.pdf.setStrokeColorRGB(*(c / 255 for c in fill))
        self.pdf.setLineWidth(width * self.scale)
        self.pdf.line(x1 * self.scale, (HEIGHT - y1) * self.scale, x2 * self.scale, (HEIGHT - y2) * self.scale)

    def box(self, x, y, w, h, width=2, fill=INK):
        self.pdf.setStrokeColorRGB(*(c / 255 for c in fill))
        self.pdf.setLineWidth(width * self.scale)
        self.pdf.rect(x * self.scale, (HEIGHT - y - h) * self.scale, w * self.scale, h * self.scale)


def yen(amount):
    return f"{amount:,}" if amount >= 0 else f"△{-amount:,}"


def issuer(on, vendor, y):
    on.text(620, y, vendor[0], 32, MINCHO)
    on.text(620, y + 46, vendor[1], 24, GOTHIC)
    on.text(620, y + 84, "電話 " + vendor[2], 24, GOTHIC)
    on.text(620, y + 122, "登録番号 " + vendor[3] if vendor[3] else "", 24, GOTHIC)
    on.box(1000, y - 120, 96, 96, 4, RED)
    on.text(1048, y - 82, vendor[0].replace("株式会社", "").replace("有限会社", "").replace("合同会社", "")[:2], 36, MINCHO, RED, "m")
    on.text(1048, y - 40, "之印", 36, MINCHO, RED, "m")


def table(on, y, lines, heads=("品名・摘要", "数量", "金額(税込)")):
    left, middle, right, bottom = 70, 770, 880, y + 56 * (len(lines) + 1)
    on.box(left, y, 1025, bottom - y)
    for x in (middle, right):
        on.line(x, y, x, bottom)
    on.text(left + 20, y + 38, heads[0], 25, GOTHIC)
    on.text(825, y + 38, heads[1], 25, GOTHIC, align="m")
    on.text(1075, y + 38, heads[2], 25, GOTHIC, align="r")
    for i, (text, quantity, amount) in enumerate(lines, 1):
        on.line(left, y + 56 * i, left + 1025, y + 56 * i, 1)
        on.text(left + 20, y + 56 * i + 38, text, 26 if len(text) < 24 else 23, MINCHO)
        on.text(825, y + 56 * i + 38, str(quantity), 26, GOTHIC, align="m")
        on.text(1075, y + 56 * i + 38, yen(amount), 26, GOTHIC, align="r")
    return bottom


def draw_receipt(on, number):
    vendor, addressee, date, total, lines = PAPERS[number]
    on.text(WIDTH / 2, 150, "領　収　書", 68, MINCHO, align="m")
    on.line(400, 172, 765, 172, 3)
    on.text(1095, 230, "No. " + number, 27, GOTHIC, align="r")
    on.text(1095, 272, date, 27, GOTHIC, align="r")
    on.text(80, 350, addressee + "  様", 40, MINCHO)
    on.line(70, 368, 700, 368, 2)
    on.box(130, 430, 905, 120, 4)
    on.text(170, 508, "金額", 32, MINCHO)
    on.text(980, 512, f"￥{total:,}-", 60, BOLD, align="r")
    on.text(130, 600, "但し  資格確認の機器・システム改修等の代金として", 26, MINCHO)
    on.text(130, 642, "上記の金額を正に領収いたしました。", 26, MINCHO)
    bottom = table(on, 700, lines)
    on.text(1075, bottom + 50, f"合計 {total:,}円", 30, GOTHIC, align="r")
    on.text(1075, bottom + 92, f"(10%対象 {total:,}円、内消費税等 {total // 11:,}円)", 23, GOTHIC, align="r")
    on.box(90, 1330, 190, 210, 2, FAINT)
    on.text(185, 1420, "収入印紙", 26, MINCHO, FAINT, "m")
    on.text(185, 1460, "貼付欄" if total >= 50000 else "不要", 26, MINCHO, FAINT, "m")
    issuer(on, vendor, 1400)


def draw_breakdown(on, number, name):
    vendor, addressee, date, total, lines = PAPERS[number]
    if name in SHARES:
        _, addressee, part = SHARES[name]
        lines = lines[part]
    own = sum(amount for _, _, amount in lines)
    on.text(WIDTH / 2, 150, "領収書内訳書", 58, MINCHO, align="m")
    on.text(1095, 230, date, 27, GOTHIC, align="r")
    on.text(80, 300, addressee + "  御中", 38, MINCHO)
    on.text(80, 370, f"領収書 No. {number}(領収金額 {total:,}円)の内訳は次のとおりです。", 25, MINCHO)
    bottom = table(on, 430, lines, ("項目・内訳", "数量", "金額(税込)"))
    on.text(1075, bottom + 54, f"{'この施設の分 ' if own != total else ''}合計 {own:,}円", 32, BOLD, align="r")
    issuer(on, vendor, 1400)


def scan(name, number, kind, form):
    on = Paper((250, 249, 244) if form in ("colour", "sideways") else (255, 255, 255))
    if kind == "receipt":
        draw_receipt(on, number)
    else:
        draw_breakdown(on, number, name)
    image, path = on.image, os.path.join(SCANS, name)
    if form == "line":
        image.convert("L").point(lambda v: 255 if v > 150 else 0).convert("1").save(path, optimize=True, dpi=(200, 200))
    elif form == "grey":  # 16 greys are enough for text
        image.convert("L").point(lambda v: v // 17 * 17).save(path, optimize=True, dpi=(200, 200))
    elif form == "small":  # a photo of a till receipt, reduced by somebody's mail program
        image.convert("L").resize((466, 662), Image.LANCZOS).point(lambda v: v // 17 * 17).save(path, optimize=True, dpi=(80, 80))
    elif form == "sideways":  # a telephone held sideways: EXIF orientation 6, to be turned 90 degrees clockwise
        exif = Image.Exif()
        exif[0x0112] = 6
        image.rotate(90, expand=True).save(path, quality=40, dpi=(200, 200), exif=exif)
    else:  # laid a little askew on the glass
        image.rotate(0.5, Image.BICUBIC, fillcolor=(236, 236, 232)).save(path, quality=40, dpi=(200, 200))


# ---------------------------------------------------------------- writing


def write_table(name, rows, encoding, end):
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(rows)
    with open(os.path.join(HERE, name), "wb") as out:
        out.write(text.getvalue().encode(encoding))


def main():
    for number, (_, _, _, total, lines) in PAPERS.items():
        assert sum(amount for _, _, amount in lines) == total, number
    os.makedirs(SCANS, exist_ok=True)
    write_table("facilities.csv", FACILITIES, "utf-8-sig", "\r\n")  # holds 𠮷, which CP932 has not
    write_table("receipts.csv", RECEIPTS, "cp932", "\r\n")          # as Excel writes "CSV"
    write_table("purchases.csv", PURCHASES, "utf-8", "\n")
    write_table("applications.csv", APPLICATIONS, "utf-8", "\n")
    for name, (number, kind, form) in PICTURES.items():
        scan(name, number, kind, form)
    page = Page(os.path.join(SCANS, "t-0398.pdf"))
    draw_receipt(page, "T-0398")
    page.pdf.save()


main()
