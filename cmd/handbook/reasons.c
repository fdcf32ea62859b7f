#include "cmd/handbook/reasons.h"

#include <stddef.h>

#include "core/banned.h"

/* clang-format off */
const struct reason reasons[] = {
        {"go", {"何度でも実行できます", "As often as you like"},
         {"領収書の写しや表をフォルダーに入れ、実行し、ページを見て、足りないものを入れて、また実行します。済んだことは繰り返しません。"
          "お手元のファイルは書き換えません。go が作った記入表は、記入して保存したときだけ読みます。",
          "Put scans and tables into a folder, run it, look at the page, add what is missing, and run it again. "
          "What is done is not done twice. None of your files is changed; the entry workbook that go made is read "
          "only once you have filled it in."}},
        {"go", {"おたずね", "Questions"},
         {"端末では、補助額にかかわることを1つずつたずねます。Enter だけなら「あとで」で、金額は変わりません。パイプや "
          "--no-input ではたずねず、残りを示します。",
          "On a terminal it asks what matters to the subsidy, one by one. Enter alone means later, and changes no "
          "amount. In a pipe, or with --no-input, it asks nothing and lists what is left."}},
        {"go", {"記録の置き場所", "Where the records are"},
         {"記録はフォルダーの中の soroe-data に置きます。ネットワークドライブでは、このパソコンの利用者のフォルダーに置き、"
          "そのことを示します。",
          "The records are in soroe-data within the folder; where that is a network drive, in the folder of this "
          "user on this machine, and it says so."}},
        {"read", {"読み取りは記録を変えません", "Reading changes no record"},
         {"読み取った値は表と照らし合わせるためのもので、補助額にも申請書類にも入りません。確かに読めない値は ? "
          "です。読み取りは写しの SHA-256 ごとに残り、同じ写しを2度は読みません。",
          "What is read is held against the tables; it is in no amount and in no packet. What cannot be read for "
          "certain is a ?. Readings are kept by the SHA-256 of the scan: none is read twice."}},
        {"slips", {"なぜ札か", "Why slips"},
         {"札の QR は領収書番号を言い、金額は言いません。札を領収書に並べて、重ねずにスキャンすると、ファイル名が何でも、"
          "その領収書に結び付きます。",
          "The code on a slip says the number of the receipt and no amount. Laid beside the receipt, not on it, "
          "and scanned with it, it ties the scan whatever the file is called."}},
        {"form", {"何が記入されているか", "What stands in it already"},
         {"記録のある施設、領収書、購入明細は、記録のとおりに記入して出します。直して取り込めば、直したところだけが変わります。"
          "区分と品目の一覧は補助事業の規則から取るので、そこにない言葉は選べません。",
          "Facilities, receipts and lines that are recorded stand in it as they are recorded; mended and imported, "
          "only what was mended changes. The lists of categories and items come from the rules of the programme, "
          "so that no other word can be chosen."}},
        {"form", {"--slips", "--slips"},
         {"札には領収書番号が要るので、領収書が記録されている1施設の分だけを作ります。全施設なら soroe slips です。",
          "A slip says the number of a receipt, so it is made of one facility whose receipts are recorded; for all of "
          "them: soroe slips."}},
        {"init", {"補助事業は、はじめに決めます", "The programme is chosen once"},
         {"自分で書いた規則のファイルを渡すと、作業フォルダーに控えられ、元のファイルを書き換えても規則は変わりません。"
          "ほかの補助事業の規則で見るだけなら、check や explain に --programme を付けます。",
          "A file of rules of your own is copied into the workspace: whatever becomes of the file, the rules stay. "
          "To look by the rules of another programme, give --programme to check or explain."}},
        {"init", {"--shared", "--shared"},
         {"フォルダーの持ち主のグループの人が、同じ記録に書き込めるようになります。同時に書き込めるのは1人で、ほかの人には、"
          "だれがいつから使っているかが示されます。",
          "Everybody in the group of the folder may write to the same records. One at a time does; the others are "
          "told who it is, and since when."}},
        {"import", {"何度取り込んでもよい", "It may be run again and again"},
         {"記録は、医療機関コードと領収書番号で見分けます。同じものは変わらず、違うところだけが直り、前の値は履歴に残ります。"
          "読めない行だけを rejected フォルダーに元のまま取り分け、ほかの行は取り込みます。ファイルの順序は問いません。",
          "Records are known by institution code and receipt number. What is the same stays, what differs is corrected, "
          "and what stood before is kept in the history. Rows that cannot be read are set aside in rejected/ as "
          "they came; all others come in. Files may come in any order."}},
        {"import", {"--replace が取り下げるもの", "What --replace covers"},
         {"前に同じ種類の表が同じ施設について持ち込み、今度の表にはない記録だけを取り下げます。ほかの施設、ほかの種類の表、"
          "提出済の書類の記録には触れません。表にない列も、記録を消しません。取り下げたものは履歴に残り、また取り込めば戻ります。"
          "--dry-run で先に見られます。",
          "It withdraws only the records that an earlier table of the same kind brought for the same facilities, "
          "and that this table lacks. Other facilities, other kinds of tables and the records of submitted packets "
          "are not touched, nor does an absent column empty anything. The history keeps what was withdrawn, and "
          "it comes back with the next import. Look first with --dry-run."}},
        {"import", {"--facility", "--facility"},
         {"1つの施設から届いた表に医療機関コードの列がないときに使います。コードのある行には効きません。",
          "For tables of one facility that have no column with its code. It changes no row that has a code."}},
        {"import", {"--map", "--map"},
         {"会計ソフトの書き出しのように、記入表と違う列の表を読みます。列の数や順だけで推し量ることはありません。"
          "作り方は soroe-map(5) にあります。",
          "For tables with other columns than the entry tables, such as exports of account books. Nothing is ever "
          "guessed from the number of columns alone. soroe-map(5) says how to write one."}},
        {"attach", {"結び付けを手で決める理由", "Why by hand"},
         {"import は、表に書かれたファイル名か、ファイル名にある領収書番号で結び付けます。IMG_0001.jpg のような名前は、"
          "どちらでもありません。手で決めた結び付けは、あとの取り込みで変わりません。",
          "import ties a scan by the name that a table gives, or by a receipt number in its name. IMG_0001.jpg has "
          "neither. What was tied by hand is never changed by an import."}},
        {"withdraw", {"消すのではなく、外します", "It takes out, it does not erase"},
         {"電子帳簿の記録として、前の値は履歴に残ります。提出済の書類の記録は外せません。誤って外したときは、同じ表を取り込むと戻ります。",
          "The history keeps every value, as the law on electronic books wants it. What belongs to a submitted packet "
          "cannot be taken out. Imported again, the same table brings everything back."}},
        {"check", {"--on", "--on"},
         {"申請日を変えて見るためのものです。その日に申請するとしたら期限に間に合うか、領収書の日付は申請日より前か、"
          "を点検します。記録は変わりません。提出済の申請は、提出した日のものとして点検します。",
          "To look at another day of application: whether the deadline is kept, and whether the receipts are older. "
          "No record changes. What was submitted is judged as of the day it was submitted."}},
        {"check", {"--strict", "--strict"},
         {"要確認は補助額を変えないことが多く、そのまま申請できます。夜間の処理などで「何も残っていない」ことを確かめたいときに付けます。",
          "A question often changes no amount, and may stay open. Where a script must know that nothing is left, "
          "--strict makes a question count as an error does."}},
        {"explain", {"なぜこの金額か", "Why this amount"},
         {"対象の明細から、品目の上限、事業額の上限、補助率、端数、補助限度額までを順に示し、それぞれの根拠と、通知に明記されているか推定かを示します。"
          "電卓でたどれます。",
          "From the lines that count through item caps, cost cap, rate, rounding and limit, each with its source "
          "and whether that is stated or inferred. It can be followed with a pocket calculator."}},
        {"answer", {"はい と いいえ の意味", "What yes and no mean"},
         {"「はい」は、尋ねられたことがそのとおりで、数えてよい、または申請が成り立つという答えです。「いいえ」は、"
          "質問ごとに、その明細、その領収書、または保留の改修を数えないという答えか、申請が成り立たないという答えです。"
          "どれにあたるかは soroe explain 番号 が示します。はい、いいえ では答えられず、表を直す質問もあります。"
          "答えないうちは、多くの質問は補助額を変えません。",
          "Yes says that what was asked is so: it counts, or the application stands. What no does depends on the "
          "question: it takes out the line, the receipt or the work that is held, or the application does not stand; "
          "soroe explain ID says which. Some questions take neither, because their answer belongs in the table. "
          "Until it is answered most questions change no amount."}},
        {"answer", {"理由を書く理由", "Why a reason"},
         {"だれが、いつ、どう確かめたかは、申請書類に印刷します。審査する人が見て納得できる言葉で書いてください。"
          "記録が変わって質問の前提が変わると、答えは開き直され、もう一度尋ねられます。",
          "Who made sure, when and how is printed on the papers: write what convinces whoever examines them. Where "
          "the records change so that the question is another one, the answer is opened again."}},
        {"answer", {"--all", "--all"},
         {"同じ番号の質問に、全施設まとめて同じ理由で答えます。1つずつ確かめたのでなければ、使わないでください。",
          "Answers the same question for all facilities with one reason. Use it only where it is true of each."}},
        {"packet", {"--on", "--on"},
         {"申請日は書類に印刷され、期限と領収書の日付がこの日で点検されます。予定の日でかまいません。申請した日が違ったときは、"
          "記録し直すまで書類はそのままです。",
          "The day of application is printed on the papers, and deadline and receipts are held against it. It may "
          "be a planned day."}},
        {"packet", {"不備のある申請", "Applications in error"},
         {"確定するのは提出可と要確認だけで、要確認の質問は書類に印刷します。--draft は、不備があっても「下書き」の印つきで作ります。"
          "下書きは確定ではなく、提出できません。",
          "Only what is ready or has open questions is sealed, and the questions are printed. --draft writes the "
          "others too, marked as drafts; a draft is not sealed and must not be handed in."}},
        {"packet", {"--reseal", "--reseal"},
         {"確定した書類は、記録が変わっても、知らないうちに変わることはありません。作り直すときに付けます。古いものは "
          "1.zip として残り、提出済のものは置き換えられません。",
          "A sealed packet is never changed silently when the records change. --reseal makes it anew and keeps the "
          "old one as 1.zip; what was submitted is never replaced."}},
        {"packet", {"-j と --shard", "-j and --shard"},
         {"書類の中身は、いくつ並べても、何台に分けても同じです。K/N は、施設のコードで分けた K 番目です。",
          "The packets are the same bytes, however many are made at once and on however many machines. K/N is the "
          "K-th part of the facilities, by their codes."}},
        {"mark", {"なぜ記録するか", "Why it is recorded"},
         {"提出済の書類は、作り直しで置き換えられなくなり、記録の取り下げからも守られ、手紙は催促をやめます。交付決定額は、"
          "申請した額と並べて示します。直すときは理由が要り、前の記録は履歴に残ります。",
          "A submitted packet can no longer be replaced, its records can no longer be withdrawn, and letters stop "
          "asking for it. What was granted stands beside what was applied for. A correction needs its reason; the "
          "history keeps what stood before."}},
        {"mark", {"一覧から", "From a list"},
         {"soroe index か soroe status の一覧に、申請した日、受付番号、決定の日、交付決定額、申請しない を書き込み、"
          "--from で戻します。書き込みのない行はそのままです。正しい行は1度に記録し、記録できない行は、どのセルがなぜ、"
          "どうすればよいかを示します。直して同じファイルを戻せば、残りだけが記録されます。不交付は、決定の日と理由を書き、"
          "状態の列を 不交付 にします。記録と違うことを書いた行は、--reason を付けたときだけ記録を直します。",
          "Write into the list of soroe index or soroe status under 申請した日 (submitted on), 受付番号 (number), "
          "決定の日 (decided on), 交付決定額 (granted) and 申請しない (declined), and give it back with --from. "
          "Rows that say nothing stay as they are. The rows that are right are recorded at once; of each of the "
          "others the cell, the reason and the remedy are told. Mended and given again, only the rest is recorded. "
          "A refusal is a day and a reason, with 不交付 under the state. A row that says something else than the "
          "records corrects them only with --reason."}},
        {"mark", {"国の結果の一覧", "The ministry's list of results"},
         {"列の名前が違う一覧は、--map で列の対応を渡すと読めます。表の名は marks、欄は facility category state "
          "submitted_on number decided_on amount declined reason です。",
          "A list with other headings is read with a column map (--map): its table is marks, its fields are facility "
          "category state submitted_on number decided_on amount declined reason."}},
        {"office", {"事務局の名前が要るところ", "Where it is needed"},
         {"手紙には差出人と問い合わせ先が要るので、名称と、電話番号かメールがないうちは letters は手紙を作りません。"
          "締め切りは、国の期限より早い、会員からの締め切りです。",
          "A letter needs a sender and somebody to ask: letters writes none before name, and phone or mail, are "
          "known. The cut-off is the day by which members are to send everything, before the ministry's deadline."}},
        {"letters", {"--on", "--on"},
         {"手紙には日付が要り、その日の記録で書きます。同じ記録と日付なら、同じ手紙です。作った手紙の日は記録され、"
          "soroe status の「最後の手紙」に出ます。",
          "A letter has a day, and is written as of it: same records, same day, same letter. The day is kept and "
          "shown by soroe status as the last letter."}},
        {"letters", {"--hand-out", "--hand-out"},
         {"施設ごとのフォルダー(--zip なら ZIP)に、手紙と、直すところのある会員には記入表、確定した書類を入れます。"
          "会員が書き込んだものを消さないよう、新しいフォルダーにしか作りません。記録と合わなくなった書類は入れません。",
          "Makes a folder (with --zip a ZIP) for each facility with the letter, an entry form for members who have "
          "something to mend, and the sealed packets. Only into a new folder, so that nothing that a member filled "
          "in is lost; packets that no longer agree with the records are left out."}},
        {"letters", {"--slips", "--slips"},
         {"お願いのある会員に、写しのない領収書の札(soroe slips と同じもの)を、コード-slips.pdf として添え、手紙に書きます。"
          "--hand-out では会員ごとのフォルダーに、なければ手紙の隣に置き、letters.pdf では手紙の次に続きます。",
          "Members who are asked for something also get the slips of soroe slips for their receipts without a scan, as "
          "CODE-slips.pdf, and the letter says so: in the folder of --hand-out, else beside the letter, and behind it in "
          "letters.pdf."}},
        {"letters", {"--late", "--late"},
         {"期限のあとは何も直せないので、手紙は作りません。それでも知らせたいときに付けます。",
          "After the deadline nothing can be mended, and no letters are written unless --late says so."}},
        {"status", {"どの形式をいつ", "Which form when"},
         {"text は画面に急ぐ順、html は開くだけのページ、xlsx と csv は書き込んで soroe mark --from に戻せる一覧、"
          "json はプログラムのためのものです。csv の見出しは表示の言語です。",
          "text for the screen, most urgent first; html is a page that needs nothing else; xlsx and csv are lists "
          "to be filled in for soroe mark --from; json is for programs. The headings of the CSV are in the language "
          "of the run."}},
        {"index", {"なぜ SHA-256 が載っているか", "Why it holds SHA-256s"},
         {"一覧を書類と別に控えておけば、あとで soroe verify --index で、書類が1件も入れ替わらず欠けていないことを確かめられます。",
          "Kept apart from the packets, the list proves later that none was exchanged and none is missing: soroe "
          "verify --index."}},
        {"search", {"日付と語", "Days and words"},
         {"月や年度を書くと、その初めの日から終わりの日までです。発行者は、㈱ と 株式会社 のような書き方の違いを問いません。",
          "A month or a fiscal year is its first to its last day. Issuers are found whatever the short form of the "
          "firm is."}},
        {"history", {"何が残るか", "What is kept"},
         {"はじめて取り込んだ値は記録にあり、直した値と取り下げた記録が履歴にあります。履歴は増えるだけで、消せません。",
          "The history holds every correction and withdrawal; the first value is in the records. It only grows."}},
        {"verify", {"--level", "--level"},
         {"container は ZIP として安全か、bag は1バイトも変わっていないか、record は application.xml が書式に合い証拠書類が受領時のものか、"
          "assessment は補助額を計算し直して同じか、papers は印刷した紙面が記録と同じか、all はそのすべてです。上の段階は下の段階を含みます。",
          "container: is it a safe ZIP; bag: is every byte as it was; record: does application.xml fit its schema "
          "and is the evidence as received; assessment: is the subsidy the same when it is worked out again; papers: "
          "do the printed pages say what the record says; all: everything. Each level holds those before it."}},
        {"verify", {"--against", "--against"},
         {"規則の改訂や別の事業で、金額がどう変わるかを見るためのものです。書類は作られたときの規則で判定し、違いは不合格ではありません。",
          "To see what another revision or programme would change. A packet is judged by the rules it was made by; "
          "a difference is no failure."}},
        {"verify", {"未完", "Incomplete"},
         {"書体やライブラリーがなくて実施できない検査があると、合格とは言わず、未完と言います。確かめていないことを合格と言うことはありません。",
          "Where a check could not be run, because typefaces or libraries are missing, the packet is incomplete "
          "and not ok. No check says ok for what it did not compare."}},
        {"audit", {"なぜ記録がいらないか", "Why it needs no workspace"},
         {"書類だけを読み、同じ領収書、同じ写し、同じ明細が、施設や年度をまたいで使われていないかを見ます。--level "
          "で、どこまで合格した書類だけを比べるかを決めます。",
          "It reads nothing but packets, and finds receipts, scans and lines that are used twice across facilities "
          "and years. --level says how far a packet must pass before it is compared."}},
        {"programme", {"ID がないとき", "Without an id"},
         {"show は、作業フォルダーの補助事業を、作業フォルダーがなければ r7-online-qualification を示します。",
          "show shows the programme of the workspace; where there is none, r7-online-qualification."}},
        {"backup", {"何が入るか", "What is in it"},
         {"記録、写し、取り分けた行、書類のすべてと、それぞれの SHA-256 が入った tar です。ほかの人が作業していても、"
          "ある時点のままです。読めないものがあれば、控えは作りません。",
          "A tar of records, scans, rejected rows and packets, with the SHA-256 of each, as of one moment, whatever "
          "others do meanwhile. Where something cannot be read, no backup is made."}},
        {"restore", {"新しいフォルダーにだけ", "Only into a new folder"},
         {"今の記録に上書きすることはありません。中身を確かめ終わるまで、フォルダーに名前は付きません。",
          "It never writes over records that are there. The folder gets its name once everything is in it and checked."}},
        {NULL, {NULL, NULL}, {NULL, NULL}},
};

const struct reason rules[] = {
        {NULL, {"日付", "Days"},
         {"日付のオプションは、日付が1つのコマンドではどれも --on です。そのコマンドが扱う日、つまり packet では申請日、"
          "mark では申請した日や決定の日、letters では手紙の日付、check、status、explain、answer ではその日に申請するとした日です。"
          "前からの --as-of と --applied-on は、同じ意味で使えます。2025-12-22、令和7年12月22日、R7.12.22、12/22、"
          "今日 のように書けます。go には日付が2つあるので、申請日は --applied-on、点検の日は --as-of です。",
          "The option for a day is --on in every command that has one: the day that the command is about. For packet "
          "it is the day of application, for mark that of the submission or decision, for letters that of the letters; "
          "check, status, explain and answer look as of it. The older --as-of and --applied-on mean the same. 2025-12-22, "
          "R7.12.22, 12/22 and today are all understood. go has two days: that of the application is --applied-on, "
          "that of the look is --as-of."}},
        {NULL, {"言葉", "Words"},
         {"画面に出る日本語の言葉は、そのまま入力できます。--only 不備、mark の 提出済、answer の はい と いいえ、"
          "区分や種類の名前がそうです。英語の語は、プログラムのために変わりません。",
          "Wherever a word is shown in Japanese it may be typed in Japanese: --only 不備, 提出済 of mark, はい and "
          "いいえ of answer, names of categories and kinds. The English ids stay the same for programs."}},
        {NULL, {"形式", "Forms of output"},
         {"--format の最初が既定です。text は人のためのもので、行や言葉は良くなることがあります。json、jsonl はプログラムのためのもので、"
          "項目の意味は変わりません。csv の見出しは表示の言語で、はじめに BOM があります。",
          "The first of --format is the default. text is for people, and may improve. json and jsonl are for programs "
          "and keep their meaning. A csv has its headings in the language of the run, and begins with a BOM."}},
        {NULL, {NULL, NULL}, {NULL, NULL}},
};
/* clang-format on */
