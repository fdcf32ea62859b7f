/* The catalogue of findings: X(id, severity, scope, message ja, message en, remedy ja, remedy en).
 *
 * An id is the severity's letter and three digits; it is never reused or renamed.
 *   0xx reading files · 1xx error and 2xx confirm, 3xx warning, 4xx info of the records.
 * {1} {2} {3} are the finding's own words. To add a finding: add a row, raise it, and add a
 * case folder tests/cases/<ID>-... that shows it. */
/* clang-format off */

/* ---- reading files */
X(E001, ERROR, SCOPE_IMPORT, "ファイルを読めません({1})", "the file cannot be read ({1})",
  "ファイル名と場所を確かめてください。", "check the file's name and place")
X(E002, ERROR, SCOPE_IMPORT, "何の表かわかりません", "this is none of the tables soroe knows",
  "見出しを、施設・領収書・購入明細・申請の表のどれかに合わせてください。足りない見出し: {1}",
  "give it the headers of the facilities, receipts, purchases or applications table; missing: {1}")
X(E003, ERROR, SCOPE_IMPORT, "列の数が見出しと違います({1}列、見出しは{2}列)", "the row has {1} fields, the header {2}",
  "途中で切れていないか、「,」を含む値が引用符で囲まれているかを確かめてください。",
  "check that the row is whole and that values with a comma are quoted")
X(E004, ERROR, SCOPE_IMPORT, "文字として読めないバイトがあります({1})", "bytes that are no text in this encoding ({1})",
  "Excel なら「CSV UTF-8」で保存し直してください。", "save the file again as CSV UTF-8")
X(E005, ERROR, SCOPE_IMPORT, "{1}がありません", "{1} is empty", "{1}を記入してください。", "fill in {1}")
X(E006, ERROR, SCOPE_IMPORT, "{1}が読めません", "{1} is not a date that can be read",
  "2025/5/12 か 令和7年5月12日 のように書いてください。", "write it like 2025/5/12 or 令和7年5月12日 (the same day of Reiwa 7)")
X(E007, ERROR, SCOPE_IMPORT, "{1}が読めません", "{1} is not an amount that can be read",
  "12345 のように、円の数字だけで書いてください。", "write the yen as plain digits, like 12345")
X(E008, ERROR, SCOPE_IMPORT, "種別がわかりません", "unknown kind of facility", "次のどれかにしてください: {1}", "use one of: {1}")
X(E009, ERROR, SCOPE_IMPORT, "事業区分がわかりません", "unknown category", "次のどれかにしてください: {1}", "use one of: {1}")
X(E010, ERROR, SCOPE_IMPORT, "同じ番号の行が同じファイルにあり、内容が違います(前の行 {1})",
  "another row of this file has the same key and differs (row at {1})",
  "どちらか正しい行だけを残してください。", "keep only the row that is right")
X(E011, ERROR, SCOPE_IMPORT, "医療機関コードが読めません", "the institution code cannot be read",
  "10桁の数字を、文字列として記入してください。", "enter the ten digits as text")
X(E024, ERROR, SCOPE_IMPORT, "医療機関コードの桁が足りません({1}桁)", "the institution code has too few digits ({1})",
  "都道府県から10桁を、文字列として記入してください。{2}", "enter all ten digits as text. {2}")
X(E025, ERROR, SCOPE_IMPORT, "医療機関コードが Excel で丸められています", "Excel has rounded the institution code",
  "列を文字列にして、10桁を記入し直してください。{1}", "make the column text and enter the ten digits again. {1}")
X(E012, ERROR, SCOPE_IMPORT, "{1}の値がわかりません", "unknown value for {1}", "次のどれかにしてください: {2}", "use one of: {2}")
X(E013, ERROR, SCOPE_IMPORT, "長すぎる値です({1}字まで)", "the value is too long (at most {1} characters)",
  "短くしてください。", "shorten it")
X(E014, ERROR, SCOPE_IMPORT, "引用符が閉じていません", "a quoted value is not closed",
  "値の中の「\"」は「\"\"」と書き、終わりの引用符を付けてください。", "write a quote inside a value twice, and close the value")
X(E015, ERROR, SCOPE_IMPORT, "画像ファイルが見つかりません", "the scan was not found",
  "ファイルを置いて --scans でフォルダーを指定し、もう一度取り込んでください。{1}",
  "put the file there, name the folder with --scans, and import again. {1}")
X(E016, ERROR, SCOPE_IMPORT, "画像が壊れているか、読めません({1})", "the scan is damaged or cannot be read ({1})",
  "開けるなら、JPEG か PDF で保存し直してください(PDF は「PDF に印刷」)。開けなければ、もう一度読み取ってください。",
  "if it opens, save it again as JPEG or PDF (a PDF: print it to a PDF); if not, scan it again")
X(E017, ERROR, SCOPE_IMPORT, "{1}の年がわかりません", "{1} can be read in more than one way",
  "2025/5/12 か H25.5.12 のように、西暦4桁か元号を書いてください。", "write the four-digit year or the era, like 2025/5/12 or H25.5.12")
X(E018, ERROR, SCOPE_IMPORT, "暦にない日付です({1})", "no such day in the calendar ({1})", "日付を確かめてください。", "check the date")
X(E019, ERROR, SCOPE_IMPORT, "円以外の通貨は扱えません({1})", "a currency other than yen ({1})",
  "円の金額を記入してください。", "enter the amount in yen")
X(E020, ERROR, SCOPE_IMPORT, "ファイルが大きすぎます({1})", "the file exceeds a limit ({1})", "分けて取り込んでください。", "split it")
X(E021, ERROR, SCOPE_IMPORT, "見出しが重なっています", "a header stands twice", "列を1つにしてください。", "keep one of the columns")
X(E022, ERROR, SCOPE_IMPORT, "数量が読めません", "the quantity is not a whole number", "2 か 2台 のように書いてください。", "write it like 2")
X(E026, ERROR, SCOPE_IMPORT, "引用符の中に、ほかの行が入っています。この行だけを受け付けません",
  "other rows stand inside a quoted value; this row alone is not taken",
  "「〃」の意味の「\"」や余分な「\"」なら直してください。値の中の改行なら、空白に変えるか、その行のすべての値を引用符で囲んでください。",
  "mend the stray quote; if the line break belongs to the value, make it a space or quote every value of the row")
X(E027, ERROR, SCOPE_IMPORT, "中身は {1} で、このままでは取り込めません", "this is {1}, which cannot be imported as it is", "{2}", "{2}")
X(E028, ERROR, SCOPE_IMPORT, "{1}が「上と同じ」のしるしです(上の行の値: {2})", "{1} is a ditto mark (the value above: {2})",
  "同じ値なら、その値を書いてください。写して取り込むことはしません。", "write the value itself; it is never copied")
X(E029, ERROR, SCOPE_IMPORT, "{1}が、1904年から日を数えるブックの、日付の書式のない数です",
  "{1} is a number without a date format in a workbook that counts days from 1904",
  "Excel で列の書式を日付にするか、2025/5/12 のように書いてください。", "give the column a date format, or write it like 2025/5/12")
X(E030, ERROR, SCOPE_IMPORT, "途中から始まる別の表の行です({1}、見出しは {2})",
  "a row of another table that begins among the rows ({1}, its header at {2})",
  "表ごとに、シートかファイルを分けて取り込んでください。", "put each table on a sheet or in a file of its own")
X(E023, ERROR, SCOPE_IMPORT, "取り込めない種類のファイルです({1})", "a kind of file that cannot be imported ({1})",
  "表は CSV か Excel ブック(.xlsx)で、画像は JPEG、PNG、PDF で用意してください。",
  "give tables as CSV or Excel workbooks (.xlsx), scans as JPEG, PNG or PDF")
X(E040, ERROR, SCOPE_IMPORT, "読んでいる間に、ファイルが書き換えられました", "the file was changed while it was being read",
  "保存が終わってから、もう一度取り込んでください。このコマンドは、何も取り込んでいません。",
  "import it again when it is saved; this command has taken nothing")
X(E045, ERROR, SCOPE_IMPORT, "取り込めない形式です({1})", "a kind of file that cannot be imported ({1})",
  "Excel か LibreOffice で開き、パスワードを付けずに「Excel ブック(.xlsx)」で保存し直してください。",
  "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) without a password")
X(E046, ERROR, SCOPE_IMPORT, "ファイルが壊れています({1})", "the file is damaged ({1})",
  "元のファイルをもう一度受け取るか、Excel で開いて保存し直してください。", "obtain it again, or open it in Excel and save it again")
X(E047, ERROR, SCOPE_IMPORT, "{1}が数式で、計算した値が保存されていません", "{1} is a formula without its saved value",
  "Excel か LibreOffice で開いて保存し直すか、値を記入してください。", "open it in Excel or LibreOffice and save it, or enter the value")
X(E048, ERROR, SCOPE_IMPORT, "{1}がエラーの値です", "{1} holds an error value", "数式か参照を直して、保存し直してください。",
  "mend the formula, and save the workbook again")
X(E049, ERROR, SCOPE_IMPORT, "展開できる大きさを超えるファイルです({1})", "the file unpacks beyond its limits ({1})",
  "開かずに、送った人に確かめてください。大きいだけなら、分けて取り込みます。", "do not open it; ask who sent it. If it is merely large, split it")
X(E054, ERROR, SCOPE_IMPORT, "{1}を Excel が書き換えています({2})", "Excel has changed {1} ({2})",
  "列の書式を「文字列」にして、元の番号を記入し直してください。", "make the column text and enter the number again")
X(W030, WARNING, SCOPE_IMPORT, "知らない見出しの列は使いません", "the column is not known and not used",
  "見出しの書き間違いなら直してください。", "if the header is misspelt, correct it")
X(W031, WARNING, SCOPE_IMPORT, "同じ行がもう一度あるので、読み飛ばしました(前の行 {1})", "the same row stands twice and was ignored (first at {1})",
  "1行だけ残してください。", "keep one of them")
X(W032, WARNING, SCOPE_IMPORT, "元号の年が、その元号の終わりを過ぎています", "the year lies after the end of its era",
  "日付を確かめてください。{1}として取り込みました。", "check the date; it was taken as {1}")
X(W033, WARNING, SCOPE_IMPORT, "データの行がありません", "the table has no rows", "行を記入してください。", "enter the rows")
X(W034, WARNING, SCOPE_IMPORT, "{2}に外字(私用領域の文字)があります({1})", "private-use characters in {2} ({1})",
  "通常の文字に書き換えてください。このままでは書類に印刷できません。", "replace it; it cannot be printed")
X(E070, ERROR, SCOPE_IMPORT, "医療機関コードが数値として保存されています", "the institution code was saved as a number",
  "列を文字列にして、10桁を記入し直してください。{1}", "make the column text and enter the ten digits again. {1}")
X(E072, ERROR, SCOPE_IMPORT, "この番号の領収書がありません", "no receipt of this number",
  "番号を確かめてください。この施設の領収書: {1}", "check the number; receipts of this facility: {1}")
X(E073, ERROR, SCOPE_IMPORT, "どの画像のことか、決まりません({1})", "which scan is meant is not clear ({1})",
  "soroe attach --list の左端の12文字で指定してください。", "name it by the twelve characters that soroe attach --list shows first")
X(E074, ERROR, SCOPE_IMPORT, "この領収書に結び付いた画像ではありません", "this scan is not tied to the receipt",
  "soroe search --format json で、結び付いた画像を確かめてください。", "see which are with soroe search --format json")
X(E075, ERROR, SCOPE_IMPORT, "「{1}」の欄に ○ がないので、この行は取り込みません", "the cell {1} does not say that the row was confirmed; it is not taken in",
  "紙と見比べて、違えば直し、「{1}」に ○ を記入してください。", "hold the row against the paper, correct it, and write ○ into {1}")
X(W071, WARNING, SCOPE_IMPORT, "画像ではないファイルなので、取り込みません", "not a scan: it is not taken",
  "領収書の画像なら、JPEG、PNG、PDF のどれかで保存し直してください。", "if it is one, save it as JPEG, PNG or PDF")
X(W385, WARNING, SCOPE_IMPORT, "表でも領収書の画像でもないファイルなので、取り込みません", "neither a table nor a scan: it is not taken",
  "領収書や購入の表なら、見出しの行を記入用の表に合わせてください。", "if it is a table, give it the headers of the entry tables")
X(E190, ERROR, SCOPE_IMPORT, "ZIPを取り込めません({1})", "the ZIP cannot be taken ({1})",
  "開いて中のファイルを確かめ、フォルダーのまま取り込んでください。", "unpack it, look at what it holds, and import the folder")
X(W001, WARNING, SCOPE_IMPORT, "取り消し線の文字は、値に入れません", "struck-out text is no part of the value",
  "線のない文字だけを取り込みました。取り消しでなければ、線を消して保存し直してください。",
  "only what is not struck out was taken; if it is meant to count, remove the line and save again")
X(W002, WARNING, SCOPE_IMPORT, "隠れている行も取り込みました({1}行)", "hidden rows were taken too ({1})",
  "Excel で再表示して、取り込んでよい行か確かめてください。", "show them in Excel and see whether they are meant")
X(W003, WARNING, SCOPE_IMPORT, "{1} なので、取り込みません", "{1}: it is not taken", "{2}", "{2}")
X(W004, WARNING, SCOPE_IMPORT, "ブックに貼られた画像は、領収書の画像になりません({1}個)", "pictures in the workbook are no scans of receipts ({1})",
  "領収書の写真なら、画像のファイルとして --scans のフォルダーに入れてください。", "if they show receipts, put them as files into the folder of --scans")
X(W052, WARNING, SCOPE_IMPORT, "隠れているシート「{1}」は読みません", "the hidden sheet {1} is not read",
  "取り込むときは、シートを再表示して保存してください。", "to import it, unhide the sheet and save")
X(W053, WARNING, SCOPE_IMPORT, "{1} と結合されたセルです。値は最初の行だけに使います", "merged with {1}: its value counts for the first row alone",
  "行ごとに値が要るなら、結合を解除して記入してください。", "if each row needs the value, unmerge the cells and fill them in")

/* ---- e-invoices and column maps */
X(E050, ERROR, SCOPE_IMPORT, "提出済の申請({1})の記録なので、取り下げません", "it belongs to a submitted application ({1}) and is not withdrawn",
  "誤った記録なら、soroe mark で none にしてから取り下げてください。", "if the mark is wrong, take it back with soroe mark ... none, then withdraw")
X(E051, ERROR, SCOPE_IMPORT, "{1} の記録はありません", "there are no records of {1}",
  "コードやファイル名を確かめてください。soroe status に施設の一覧があります。", "check the code or the name; soroe status lists the facilities")
X(E052, ERROR, SCOPE_IMPORT, "{1} という名前のファイルがいくつもあります", "several files are called {1}",
  "どれかを、フォルダーから書いてください。", "name one of them with its folder")
X(C030, CONFIRM, SCOPE_IMPORT, "{1} が {2} に直されたのかもしれません({3})", "{2} may be {1} corrected ({3})",
  "同じものなら: soroe withdraw {1}。別のものなら、同じファイルをもう一度取り込むと、この質問は消えます。",
  "if they are one: soroe withdraw {1}. If they are two, importing the same file again ends this question")
X(C031, CONFIRM, SCOPE_IMPORT, "{1} が {2} に直されたようですが、{1} は提出済なので、そのままです",
  "{2} seems to be {1} corrected, but {1} was submitted and stays",
  "提出した書類が正しいかを確かめてください。{2} が要らなければ: soroe withdraw {2}",
  "check which one the submitted papers need; if {2} is not needed: soroe withdraw {2}")
X(W036, WARNING, SCOPE_IMPORT, "取り下げたコード {1} の書類が残っています({2})", "a packet of the withdrawn code {1} is still there ({2})",
  "提出しないでください。新しいコードで、soroe packet をもう一度実行してください。", "do not submit it; run soroe packet for the new code")
X(W037, WARNING, SCOPE_IMPORT, "画像は読めますが、余分なデータか誤りがあります({1})", "the scan can be read, but has data too much or wrong ({1})",
  "そのまま使えます。提出する前に、画像が正しく見えることを確かめてください。", "it can be used; look at it before it is submitted")
X(I030, INFO, SCOPE_IMPORT, "{1} は {2} に直されたので、{1} を取り下げました", "{1} was corrected to {2}: {1} is withdrawn",
  "履歴に残っています。別のものなら、前のファイルを別の名前で取り込んでください。", "the history keeps it; if they are two, import the earlier file under another name")
X(I032, INFO, SCOPE_IMPORT, "医療機関コードの列がないので、登録されているただ1つの施設 {1} のものとしました",
  "the table has no institution codes: its rows are taken to be of {1}, the only facility there is",
  "別の施設のものなら、soroe withdraw --file で取り下げ、--facility を付けて取り込んでください。",
  "if they are another facility's, take them out with soroe withdraw --file and import with --facility")
X(I033, INFO, SCOPE_IMPORT, "soroe が書いた一覧なので、取り込みません", "soroe wrote this list itself; it is not imported",
  "記入した表を渡してください。申請した日や決定を書き入れたなら、soroe mark で記録します。",
  "hand over the tables that were filled in; days and decisions that were written into it go to soroe mark")
X(I031, INFO, SCOPE_IMPORT, "{1} の行は {2} に直されたので、{1} の行を取り下げました", "the lines of {1} were corrected to {2}: those of {1} are withdrawn",
  "履歴に残っています。別のものなら、前のファイルを別の名前で取り込んでください。", "the history keeps them; if they are two, import the earlier file under another name")
X(E055, ERROR, SCOPE_IMPORT, "電子請求書の金額が合いません({1}: 記載 {2}円、計算 {3}円)", "the e-invoice's sums do not hold ({1}: stated {2}, worked out {3})",
  "発行者に確かめて、正しい請求書を送ってもらってください。", "ask the seller for a correct invoice")
X(E056, ERROR, SCOPE_IMPORT, "電子請求書を読めません({1})", "the e-invoice cannot be read ({1})",
  "受け取ったままのファイルか確かめ、同じなら送り直してもらってください。", "make sure it is the file as received; if so, ask for it again")
X(E057, ERROR, SCOPE_IMPORT, "伝票の続きの行ですが、始まりの行がありません", "a further line of a slip whose first line is missing",
  "伝票が途中で切れないように、期間を取り直して書き出してください。", "export again, so that no slip is cut")
X(E058, ERROR, SCOPE_IMPORT, "同じ番号の、別の発行者の領収書があります({1})", "another issuer's receipt has the same number ({1})",
  "この請求書は、番号を「{2}」などに変えて、領収書と購入明細の表に記入してください。", "enter this invoice in the tables of receipts and purchases under another number, such as {2}")
X(E059, ERROR, SCOPE_IMPORT, "列の対応のファイルに誤りがあります({1})", "the column map is not valid ({1})",
  "書き方を見て直してください: man soroe-map", "correct it: man soroe-map")
X(C001, CONFIRM, SCOPE_IMPORT, "金額の単位が円ではないようです({1})", "the amounts seem not to be in yen ({1})",
  "金額を円に直して、単位の書き込みを消してください。このままでは、書かれた数を円として数えます。",
  "enter the amounts in yen and remove the note; as it is, the numbers count as yen")
X(C002, CONFIRM, SCOPE_IMPORT, "{1}の年は合っていますか({2})", "is the year of {1} right ({2})?",
  "元号や西暦の書き間違いなら直してください。", "mend the era or the year if it is a slip")
X(C003, CONFIRM, SCOPE_IMPORT, "{1}を Excel が書き換えたのではありませんか", "has Excel changed {1}?",
  "元の番号と見比べて、違っていたら列を文字列にして書き直してください。", "compare it with the paper; if it differs, make the column text and enter it again")
X(C004, CONFIRM, SCOPE_IMPORT, "領収書番号「{1}」の領収書はなく、「{2}」ならあります", "there is no receipt {1}, but there is {2}",
  "先頭の 0 が落ちたか、全角と半角が違うなら、どちらかの表の番号を直し、列を文字列にして保存してください。",
  "if the leading zeros were dropped, or the widths of the signs differ, mend the number in one of the tables and save the column as text")
X(C005, CONFIRM, SCOPE_IMPORT, "値引き {1}円をどの品目から引くか、品目区分では決まりません",
  "the item does not say what the discount of {1} yen is taken from",
  "値引きした品目の品目区分に直してください。どの区分の品目でもなければ、事業区分を「対象外」にします。",
  "enter the item that was reduced; if it is of no category, enter the category 対象外 (not claimed)")
X(C055, CONFIRM, SCOPE_IMPORT, "消費税 {1}円をどの明細に含めるか、請求書からは決まりません", "the invoice does not say which line bears {1} yen of tax",
  "発行者に確かめ、購入明細の表に同じ番号で各行の税込金額を記入して取り込んでください。",
  "ask the seller, enter each line with its tax under the same number in the purchases table, and import it")
X(C056, CONFIRM, SCOPE_IMPORT, "形式が一つに決まりません。候補: {1}", "the file fits several formats: {1}",
  "どれかを --map で指定して、もう一度取り込んでください: --map {2}", "name one with --map and import again: --map {2}")
X(C057, CONFIRM, SCOPE_IMPORT, "{1} の形式に似ていますが、同じではありません(ない見出し: {2})(余分: {3})",
  "nearly of the format {1}, but not quite (lacking: {2}) (beyond it: {3})",
  "書き出しの設定を確かめるか、列の対応を書いて --map ファイル で指定してください。",
  "check how it was exported, or write a column map and name it with --map FILE")
X(C058, CONFIRM, SCOPE_IMPORT, "前払金 {1}円が差し引かれています", "{1} yen paid before were taken off",
  "前払いの領収書も、領収書の表に記入してください。", "enter the receipt of the earlier payment too")
X(W055, WARNING, SCOPE_IMPORT, "仕訳の番号がない行を、内容で見分けます({1}行)", "{1} entries have no number of their own and are told apart by their contents",
  "帳簿で直した仕訳は別の行になります。全期間を --replace で取り込むと、古い行を取り下げます。",
  "an entry changed in the books comes in as new; the whole books with --replace withdraw the old one")
X(W056, WARNING, SCOPE_IMPORT, "JP PINT ではない電子請求書です", "an e-invoice of another profile than JP PINT",
  "金額と宛名を請求書と見比べてください。", "compare amounts and addressee with the invoice")
X(W057, WARNING, SCOPE_IMPORT, "金額が税込かどうか、ファイルに書かれていません({1}行)", "the file does not say whether amounts hold their tax ({1} rows)",
  "領収書が届いたら、税込の金額か見比べてください。", "compare with the receipts when they come")
X(W058, WARNING, SCOPE_IMPORT, "登録番号のまわりに余分な文字があります", "a stray sign beside the registration number",
  "{1} として取り込みました。請求書と見比べてください。", "it was taken as {1}; compare it with the invoice")
X(W059, WARNING, SCOPE_IMPORT, "手で直した行なので、このファイルの内容({1})は取り込みませんでした", "the row was corrected by hand and stands; the file says otherwise ({1})",
  "正しいほうを、記入表で取り込んでください。", "import the right one with an entry table")
X(I001, INFO, SCOPE_IMPORT, "記入のない行を読み飛ばしました({1}行)", "rows without an entry were passed over ({1})",
  "取り込む行なら、足りない欄を記入してください。", "if one is meant, fill in what it lacks")
X(I002, INFO, SCOPE_IMPORT, "合計の行を読み飛ばしました({1}行)", "rows of totals were passed over ({1})",
  "取り込む行なら、「合計」などの語を消してください。", "if one is meant, take out the word for the total")
X(I003, INFO, SCOPE_IMPORT, "もう一度書かれた見出しを読み飛ばしました({1}行)", "repeated headers were passed over ({1})",
  "そのままで構いません。", "nothing need be done")
X(I004, INFO, SCOPE_IMPORT, "見出しの上の行を読み飛ばしました({1}行)", "rows above the header were passed over ({1})",
  "取り込む行なら、見出しの下へ移してください。", "if one is meant, move it below the header")
X(I005, INFO, SCOPE_IMPORT, "注記の行を読み飛ばしました({1}行)", "notes among the rows were passed over ({1})",
  "取り込む行なら、必要な欄を記入してください。", "if one is meant, fill in what it needs")
X(I006, INFO, SCOPE_IMPORT, "「-」「なし」などは空として取り込みました({1}か所)", "dashes and words for none were taken as empty ({1})",
  "値があるなら記入してください。", "if there is a value, enter it")
X(I055, INFO, SCOPE_IMPORT, "この添付ファイルは、領収書の写しにはできません({1})", "this attachment cannot serve as a copy of a receipt ({1})",
  "請求書の XML の中に、受け取ったまま残ります。", "it is kept inside the XML, as received")

/* ---- the records: errors */
X(E101, ERROR, SCOPE_APPLICATION, "申請期限の{1}を過ぎています", "after the deadline, {1}",
  "期限後の申請日です。延長の有無をポータルで確かめ、過去の日で点検するには --as-of を指定してください。",
  "ask the portal whether it was extended; to look at a past day, give --as-of")
X(E102, ERROR, SCOPE_APPLICATION, "領収書の発行日が申請日({1})より後です{2}", "the receipt is dated after the application ({1}){2}",
  "発行日か申請日を直してください。", "correct the receipt's date or the date of application")
X(E103, ERROR, SCOPE_APPLICATION, "支払日が申請日({1})より後です", "paid after the application ({1})",
  "支払を済ませてから申請してください。", "apply after the payment")
X(E104, ERROR, SCOPE_APPLICATION, "支払の証明にならない書類です", "this document is no proof of payment",
  "領収書を受け取り、書類種別を「領収書」にしてください。", "obtain the receipt and set the document (書類種別) to 領収書 (receipt)")
X(E105, ERROR, SCOPE_APPLICATION, "購入明細の領収書がありません", "no receipt for this purchase",
  "領収書の表に、この番号の行を足してください。", "add a row of this number to the receipts table")
X(E106, ERROR, SCOPE_APPLICATION, "読める領収書の写しがありません({1})", "no readable evidence for the receipt ({1})",
  "領収書を読み取り、画像ファイル名を記入して取り込んでください。", "scan the receipt, enter its file name, and import both")
X(E107, ERROR, SCOPE_APPLICATION, "領収金額 {1}円と明細の合計 {2}円が合いません(差 {3}円)", "the receipt says {1} yen, its lines add up to {2} (difference {3})",
  "領収書のすべての行を、対象外のものも含めて記入してください。", "enter every line of the receipt, also the ineligible ones")
X(E108, ERROR, SCOPE_WORKSPACE, "どの施設のものかわかりません", "belongs to no facility",
  "医療機関コードを記入するか、領収書の行を足すか、--facility を付けて取り込んでください。",
  "enter the institution code, add its receipt, or import with --facility")
X(E109, ERROR, SCOPE_APPLICATION, "義務化対象の施設は、この区分に申請できません", "this category is only for facilities outside the obligation",
  "義務化対象外の施設なら「義務化対象外」を「はい」にしてください。", "if the facility is outside the obligation, enter はい (yes)")
X(E110, ERROR, SCOPE_APPLICATION, "{1}の補助を受けた施設は、{2}の補助を受けられません", "a facility already subsidised for {1} gets nothing more for {2}",
  "この区分の明細を「対象外」にしてください。", "set the lines of this category to 対象外 (not claimed)")
X(E111, ERROR, SCOPE_APPLICATION, "この補助事業には、施設の種別「{1}」の定めがありません", "the programme has no rule for this kind of facility: {1}",
  "施設の種別を確かめてください。", "check the kind of the facility")
X(E112, ERROR, SCOPE_WORKSPACE, "同じ番号の領収書が複数の施設にあり、どれかわかりません", "several facilities have a receipt of this number",
  "購入明細に医療機関コードを記入してください。", "enter the institution code on the purchase line")
X(E113, ERROR, SCOPE_WORKSPACE, "施設の表にない医療機関コードです", "no facility of this code",
  "施設の表に、このコードの行を足してください。", "add a row of this code to the facilities table")
X(E114, ERROR, SCOPE_APPLICATION, "申請を受け付けるのは{1}からです", "applications are taken from {1}",
  "申請日を確かめてください。", "check the date of application")

X(E115, ERROR, SCOPE_APPLICATION, "事業区分がこの補助事業にありません", "the programme has no such category", "次のどれかにしてください: {1}", "use one of: {1}")
X(E116, ERROR, SCOPE_APPLICATION, "金額が大きすぎて計算できません", "the amounts are too large to add up", "金額を確かめてください。", "check the amounts")
X(E117, ERROR, SCOPE_WORKSPACE, "印刷できない文字があります({1})", "a character that no font can print ({1})",
  "{2}の文字を、通常の文字に書き換えてください。", "replace the character in {2}")
X(E118, ERROR, SCOPE_APPLICATION, "領収書の発行日が、購入の期間({1})の外です", "the receipt is dated outside the period of purchase ({1})",
  "発行日を確かめてください。期間の外の購入は数えません。", "check the date; purchases outside the period do not count")
X(E119, ERROR, SCOPE_APPLICATION, "この区分の購入明細がありません", "no purchase line names this category",
  "購入明細を足すか、申請の表からこの区分の行を消してください。", "add the purchases, or remove the category from the applications table")
X(E120, ERROR, SCOPE_WORKSPACE, "保管した証拠書類が、受領したときと違います", "a stored piece of evidence is not what was received",
  "元の画像をもう一度取り込んでください。", "import the original scan again")

X(E121, ERROR, SCOPE_APPLICATION, "この区分にない選択です", "not an option of this category", "次のどれかにするか、空けてください: {1}",
  "use one of these, or leave it empty: {1}")
X(E122, ERROR, SCOPE_APPLICATION, "完了日が、定められた期間({1})の外です", "completed outside the period ({1})",
  "申請の表の完了日を確かめてください。", "check the date of completion in the applications table")
X(E123, ERROR, SCOPE_APPLICATION, "この区分は一施設一回です。{1}に補助金の交付を受けています", "once per facility, and already granted in {1}",
  "既交付が正しければ、この区分の明細を「対象外」にしてください。", "if 既交付 (earlier grants) is right, set the lines of this category to 対象外 (not claimed)")
X(E124, ERROR, SCOPE_APPLICATION, "同じ施設が申請できるのは {1}区分までです。{2}があります", "a facility may apply for {1} categories at most, and has {2}",
  "申請しない区分の明細を「対象外」にしてください。", "set the lines of the categories not applied for to 対象外 (not claimed)")
X(E125, ERROR, SCOPE_APPLICATION, "{1}は{2}と併せて申請できません", "{1} cannot be applied for beside {2}",
  "どちらかの明細を「対象外」にしてください。", "set the lines of one of them to 対象外 (not claimed)")
X(E126, ERROR, SCOPE_APPLICATION, "必要な領収書内訳書がありません", "the vendor's breakdown, which is required, is missing",
  "発行者から内訳書を受け取り、領収書の表の内訳書ファイル名に記入して取り込んでください。",
  "obtain it from the vendor, enter its file name in the receipts table, and import both")
X(E127, ERROR, SCOPE_WORKSPACE, "保管した記録が壊れています({1})", "a stored record is damaged ({1})",
  "バックアップから戻すか、この施設の表をもう一度取り込んでください。", "restore a backup, or import this facility's tables again")

X(E140, ERROR, SCOPE_APPLICATION, "{1} に「いいえ」と回答されているので、申請できません({2})",
  "{1} was answered no, so this application does not stand ({2})",
  "この区分の明細を「対象外」にしてください。事情が変わったときや回答の誤りは、「はい」と答え直してください。",
  "set the lines of this category to 対象外 (not claimed); if things have changed or the answer was wrong, answer yes")

/* ---- the records: questions */
X(C201, CONFIRM, SCOPE_APPLICATION, "{1}のどれにあたるか、明細にありません", "the lines do not say which variant: {1}",
  "事業区分に、かっこ書きまで記入してください。", "enter the category with its variant in brackets")
X(C202, CONFIRM, SCOPE_APPLICATION, "{1}の両方が明細にあります。{2}として扱います", "the lines name both {1}; taken as {2}",
  "どちらで申請するか、明細をそろえてください。", "make the lines name one of them")
X(C203, CONFIRM, SCOPE_APPLICATION, "義務化対象外の施設かどうか、記入がありません", "not said whether the facility is outside the obligation",
  "施設の表の「義務化対象外」に、はい か いいえ を記入してください。", "enter はい (yes) or いいえ (no) under 義務化対象外 (outside the obligation)")
X(C204, CONFIRM, SCOPE_APPLICATION, "{1}にも{2}の明細があります。回答があるまで、この区分では数えません",
  "{1} has {2} work too; until answered it does not count here",
  "改修が別の部分かどうかを確かめ、別でなければ事業区分を「対象外」にしてください。", "find out whether it is separate work; if not, set the lines to 対象外 (not claimed)")
X(C205, CONFIRM, SCOPE_APPLICATION, "{2}は、以前に{1}で行われています", "{2} work was done before for {1}",
  "今回の改修が別の部分かどうかを確かめてください。", "find out whether this work is separate")
X(C206, CONFIRM, SCOPE_APPLICATION, "{1}との併願について、通知に定めがありません", "the notice does not say whether {1} may be claimed beside this",
  "申請先に確かめて、回答を記録してください。", "ask the ministry's desk and record the answer")
X(C207, CONFIRM, SCOPE_APPLICATION, "{1}に、同じ区分の補助金の交付を受けています", "the same category was granted in {1}",
  "もう一度申請できるか、申請先に確かめてください。", "ask whether it may be claimed again")
X(C208, CONFIRM, SCOPE_APPLICATION, "{1}の申請受付は{2}からの予定です", "applications for {1} were to open around {2}",
  "受付が始まっていることを確かめてください。", "find out whether applications are open")
X(C209, CONFIRM, SCOPE_APPLICATION, "領収書 {1} と同じ発行者、発行日、金額です。回答があるまで数えません", "same issuer, date and amount as receipt {1}; until answered it does not count",
  "同じ紙なら、片方の行を消してください。", "if it is the same paper, remove one row")
X(C210, CONFIRM, SCOPE_APPLICATION, "領収書 {1} と同じ画像です", "the same scan as receipt {1}",
  "画像ファイル名を確かめてください。", "check the file names of the scans")
X(C211, CONFIRM, SCOPE_APPLICATION, "{1}が補助の対象かどうか、通知に定めがありません。回答があるまで数えません", "the notice does not say whether {1} is eligible; until answered it does not count",
  "申請先に確かめて回答を記録するか、区分を「対象外」にしてください。", "ask the ministry's desk and record the answer, or set it to 対象外 (not claimed)")
X(C212, CONFIRM, SCOPE_APPLICATION, "機器がポータルの対象機種の一覧にあるか、確認が必要です(型番 {1})", "is the model on the portal's list? (model {1})",
  "型番を一覧で確かめ、回答を記録してください。", "look the model up in the list and record the answer")
X(C213, CONFIRM, SCOPE_APPLICATION, "数量 {1} × 単価 {2}円が金額 {3}円と合いません", "quantity {1} × unit price {2} is not the amount {3}",
  "領収書を見て、数量、単価、金額を直してください。", "compare with the receipt and correct the line")
X(C214, CONFIRM, SCOPE_APPLICATION, "発行者の領収書内訳書がありません", "no vendor's breakdown for the receipt",
  "発行者から内訳書を受け取るか、案を渡して作成を依頼してください。", "obtain it from the vendor, or give them the draft form to complete")
X(C215, CONFIRM, SCOPE_APPLICATION, "領収書ではなく{1}です", "a {1} instead of a receipt",
  "支払の証明として認められるか、申請先に確かめてください。", "ask whether it is accepted as proof of payment")
X(C216, CONFIRM, SCOPE_APPLICATION, "申請の前に必要な手続き: {1}", "needed before the application: {2}", "済んでいることを確かめてください。", "make sure that it holds")
X(C217, CONFIRM, SCOPE_APPLICATION, "訪問看護の医療機関コードです", "the code of a visiting nurse station",
  "対象の施設にあたるか、申請先に確かめてください。", "ask whether it is an eligible facility")
X(C218, CONFIRM, SCOPE_APPLICATION, "内訳書の合計 {1}円が領収金額 {2}円と違います", "the breakdown's total {1} differs from the receipt's {2}",
  "発行者に確かめてください。", "ask the vendor")
X(C240, CONFIRM, SCOPE_APPLICATION, "発行者の内訳書の行{1}と購入明細が合いません(内訳書 {2}円、購入明細 {3}円)",
  "line {1} of the vendor's breakdown and the purchases differ (breakdown {2}, purchases {3})",
  "内訳書と購入明細を1行ずつ見比べてください。書類の「領収書内訳書の照合」に並べてあります。",
  "compare them line by line; the papers set them side by side")
X(C241, CONFIRM, SCOPE_APPLICATION, "発行者の内訳書で対象外の行{1}({2}円)を、対象に数えています",
  "line {1} of the vendor's breakdown ({2} yen), not eligible there, is counted here",
  "発行者に確かめ、購入明細か内訳書を直してください。", "ask the vendor, and mend the purchases or the breakdown")
X(C242, CONFIRM, SCOPE_APPLICATION, "記入した内訳書の行の合計 {1}円が、内訳書の総額 {2}円と違います",
  "the breakdown's lines as entered add up to {1}, its total is {2}",
  "内訳書のすべての行を記入したか、総額が正しいかを確かめてください。", "enter every line of the breakdown, and check its total")
X(C243, CONFIRM, SCOPE_APPLICATION, "「{1}」に書く完了日の記入がありません", "the date of completion, for the {2}, is not entered",
  "申請の表に、導入が終わった日を「完了日」として記入してください。", "enter it as 完了日 (date of completion) in the applications table")
X(C219, CONFIRM, SCOPE_APPLICATION, "施設の属性「{1}」の記入がないため、補助額か期限が決まりません",
  "without the facility's attribute {1} the subsidy or the deadline is not known",
  "施設の表の「属性」に、次のどれかを記入してください: {2}", "enter one of these under 属性 (attributes) in the facilities table: {2}")
X(C220, CONFIRM, SCOPE_APPLICATION, "{1}の定めが資料にないため、補助額を計算できません", "the sources do not state {2}: no subsidy can be worked out",
  "申請先に確かめ、出典とともに補助事業のファイルに書き足してください。", "ask the ministry's desk, and add it to the programme file with its source")
X(C221, CONFIRM, SCOPE_APPLICATION, "完了日の記入がありません。{1}までに完了していますか", "no date of completion: was it completed by {1}?",
  "申請の表に完了日を記入するか、回答を記録してください。", "enter it in the applications table, or record the answer")
X(C222, CONFIRM, SCOPE_APPLICATION, "提出する書類「{1}」を用意しましたか", "is this document ready to be handed in: {2}?",
  "用意して、回答を記録してください。", "get it ready and record the answer")
X(C223, CONFIRM, SCOPE_APPLICATION, "この補助事業のファイルは{1}までの申請のものです", "the programme file is for applications until {1}",
  "新しい年度の定めがないか、申請先に確かめてください。", "ask whether there are newer rules")
X(C224, CONFIRM, SCOPE_APPLICATION, "補助額が 0円の申請です", "this application would bring 0 yen",
  "対象の品目が明細にあるかを確かめてください。申請しないなら、事業区分を「対象外」にしてください。",
  "see whether its lines hold an eligible item; what is not applied for gets the category 対象外 (not claimed)")
X(C225, CONFIRM, SCOPE_APPLICATION, "既交付が{1}のどれか、記入がありません。{2}なら、この申請は対象外です",
  "the earlier grant does not say which variant it was for: {1}; if {2}, this application is not eligible",
  "施設の表の「既交付」に、かっこ書きまで記入してください。", "enter it under 既交付 (earlier grants) with its variant in brackets")
X(C226, CONFIRM, SCOPE_APPLICATION, "領収書の発行日が{1}より前です。この購入を数えてよいかどうか、通知に定めがありません",
  "the receipt is dated before {1}; the notice does not say whether this purchase counts",
  "申請先に確かめて、回答を記録してください。", "ask the ministry's desk and record the answer")
X(C227, CONFIRM, SCOPE_APPLICATION, "義務化対象外の施設が{1}を申請します。{1}の前提となるシステムを導入していますか",
  "a facility outside the obligation applies for {1}: has it the full system that this presupposes?",
  "資格確認限定型だけを使う施設なら、この区分の明細を「対象外」にしてください。導入していれば、回答を記録してください。",
  "if it uses 資格確認限定型 (eligibility check only) alone, set the lines of this category to 対象外 (not claimed); else record the answer")
X(C228, CONFIRM, SCOPE_APPLICATION, "「{1}」の記載があります。{2}", "it says \"{1}\". {2}",
  "領収書を見て確かめ、回答を記録してください。", "see the receipt and record the answer")
X(C230, CONFIRM, SCOPE_APPLICATION, "事業区分がまだ書かれていません", "its category is not said yet",
  "購入明細の表に、同じ領収書番号で事業区分と品目区分を記入して取り込んでください。",
  "enter category and item under the same receipt number in the purchases table, and import it")
X(C231, CONFIRM, SCOPE_WORKSPACE, "領収書を集めてください(番号 {1})", "the receipt of this purchase is to be fetched (number {1})",
  "届いたら、この番号で領収書と購入明細の表に記入してください。申請しないものは、事業区分を「対象外」にしてください。",
  "enter it under this number in the tables of receipts and purchases; what is not applied for gets the category 対象外 (not claimed)")
X(C232, CONFIRM, SCOPE_WORKSPACE, "事業区分がまだ書かれていません(明細 {1}件、{2}円)", "the categories are not said yet ({1} lines, {2} yen)",
  "購入明細の表に、同じ領収書番号で、同じ順にすべての明細を、事業区分と品目区分も記入して取り込んでください。",
  "enter all its lines in this order under the same number in the purchases table, with category and item, and import it")

X(C235, CONFIRM, SCOPE_WORKSPACE, "ほかの施設の領収書 {1} と、発行者、番号、発行日、金額が同じです。別の領収書ですか",
  "another facility's receipt {1} has the same issuer, number, date and amount: are they different receipts?",
  "画像を見比べて、回答を記録してください。", "compare the scans and record the answer")

/* ---- the records: warnings */
X(W301, WARNING, SCOPE_APPLICATION, "医療機関コードの検査数字が合いません", "the institution code fails its check digit",
  "コードを確かめてください。", "check the code")
X(W302, WARNING, SCOPE_APPLICATION, "歯科の医療機関コードのようです", "the code looks like a dental one",
  "点数表番号(3桁目)を確かめてください。", "check the third digit")
X(W303, WARNING, SCOPE_APPLICATION, "登録番号の検査数字が合いません", "the registration number fails its check digit",
  "領収書と見比べてください。", "compare it with the receipt")
X(W304, WARNING, SCOPE_APPLICATION, "「一式」だけでは、内容がわかりません", "\"一式\" (a set) does not say what was bought",
  "品名、型番、用途を記入してください。", "enter product, model and purpose")
X(W305, WARNING, SCOPE_APPLICATION, "宛名が施設の名称でも開設者でもありません", "made out neither to the facility nor to its founder",
  "宛名を確かめてください。", "check the addressee")
X(W306, WARNING, SCOPE_APPLICATION, "画像が小さく、読みにくいかもしれません({1})", "the scan is small and may be hard to read ({1})",
  "200dpi 以上で読み取ってください。", "scan at 200 dpi or more")
X(W307, WARNING, SCOPE_APPLICATION, "画像が横向きです", "the scan is rotated", "書類では正しい向きに直します。", "it is turned upright in the papers")
X(W308, WARNING, SCOPE_WORKSPACE, "ほかの施設の領収書 {1} と同じ画像です", "another facility has the same scan ({1})",
  "共用の領収書でなければ、画像を確かめてください。", "unless the receipt is shared, check the scans")
X(W309, WARNING, SCOPE_WORKSPACE, "提出するファイルが {1}MB を超えています", "the file to upload exceeds {1} MB",
  "画像を小さくしてください。ポータルの上限は公表されていません。", "reduce the scans; the portal's limit is not published")
X(W310, WARNING, SCOPE_WORKSPACE, "ほかの施設の領収書 {1} と同じ発行者、発行日、金額です", "another facility has a receipt of the same issuer, date and amount ({1})",
  "同じ領収書でないか、確かめてください。", "make sure it is not the same paper")
X(W311, WARNING, SCOPE_APPLICATION, "施設の属性が、この補助事業にありません", "the programme does not know this attribute, or its value",
  "ほかの補助事業のものなら、そのままで構いません。この補助事業の属性: {1}", "fine if it is another programme's; this one has: {1}")

X(W312, WARNING, SCOPE_APPLICATION, "既交付か既改修に、この補助事業の区分でない言葉があります", "既交付 (earlier grants) or 既改修 (earlier modifications) names no category of this programme",
  "「R6:区分の名前」のように、年度と区分を「:」でつないで書いてください。ほかの補助事業のものなら、そのままで構いません。",
  "write year and category with a colon between, like R6:CATEGORY; fine if it is another programme's")
X(W335, WARNING, SCOPE_WORKSPACE, "どの領収書のものかわからない画像です({1})", "a scan that belongs to no receipt ({1})",
  "「soroe attach コード 領収書番号 画像」で結び付けてください。", "tie it with: soroe attach CODE RECEIPT FILE")
X(W336, WARNING, SCOPE_WORKSPACE, "画像も、申請する明細もない領収書です", "a receipt with neither a scan nor a line to apply for",
  "画像を結び付けるか、明細を足してください。", "tie its scan, or enter its lines")
X(W337, WARNING, SCOPE_WORKSPACE, "PDF に、ページのほかのものが入っています({1})", "the PDF carries more than its pages ({1})",
  "受け取ったまま保管します。提出には、「PDF に印刷」で作り直したものが安全です。",
  "it is kept as received; for handing in, a copy made by printing to PDF is safer")

/* ---- what was read on the papers, held against what was typed: of this workspace alone, in no packet */
X(C260, CONFIRM, SCOPE_WORKSPACE, "領収金額 {1}円と、画像から読んだ合計 {2}円が違います({3})",
  "the receipt's total was entered as {1} yen, and {2} yen was read on the paper ({3})",
  "画像を見て、表が違っていれば直してください。表のとおりなら、はい と答えてください。",
  "look at the scan; correct the table if it is wrong, and answer yes if it is right")
X(C261, CONFIRM, SCOPE_WORKSPACE, "領収書とされている画像が、{1}と読めます({3})", "the scan of a receipt reads as {1} ({3})",
  "画像を見て、領収書に替えるか、書類種別を直してください。領収書なら、はい と答えてください。",
  "look at the scan; replace it or correct its kind of document, and answer yes if it is a receipt")
X(W360, WARNING, SCOPE_WORKSPACE, "発行日 {1} と、画像から読んだ日付 {2} が違います({3})",
  "the date was entered as {1}, and {2} was read on the paper ({3})",
  "画像を見て、表が違っていれば直してください。", "look at the scan, and correct the table if it is wrong")
X(W361, WARNING, SCOPE_WORKSPACE, "登録番号 {1} と、画像から読んだ番号 {2} が違います({3})",
  "the registration number was entered as {1}, and {2} was read on the paper ({3})",
  "画像を見て、表が違っていれば直してください。", "look at the scan, and correct the table if it is wrong")
X(W362, WARNING, SCOPE_WORKSPACE, "画像の宛名が、別の施設「{1}」({2})と読めます({3})",
  "the paper is addressed to another facility, {1} ({2}) ({3})",
  "画像を見て、ほかの施設の領収書なら、その施設に移してください。", "look at the scan; if it is the other facility's receipt, move it there")

X(E185, ERROR, SCOPE_WORKSPACE, "バックアップとして使えません({1})", "this cannot be used as a backup ({1})",
  "{2}", "{2}")
X(E186, ERROR, SCOPE_WORKSPACE, "バックアップの中のデータベースが使えません({1})", "the database in the backup cannot be used ({1})",
  "別のバックアップを指定してください。何も戻していません。", "give another backup; nothing was restored")
X(E187, ERROR, SCOPE_WORKSPACE, "同じ名前のものがもうあります", "the name is taken",
  "別の名前を指定してください。上書きはしません。", "give another name; nothing is overwritten")
X(W356, WARNING, SCOPE_WORKSPACE, "バックアップに入れられません({1})", "it cannot go into a backup ({1})",
  "要るものなら、別に控えてください。", "keep it apart if it is needed")
X(W357, WARNING, SCOPE_WORKSPACE, "確定した書類が、確定したときの場所にありません({1})", "a sealed packet is not where it was sealed ({1})",
  "別の場所に作った書類なら、それも控えてください。なくなったのなら「soroe packet」で作り直せます。",
  "if it was written elsewhere (-o), keep that too; if it is lost, soroe packet makes it again")
X(I060, INFO, SCOPE_WORKSPACE, "バックアップに入れていないものがあります({1})", "not part of the backup ({1})",
  "記録ではないものです。要るものは別に控えてください。", "these are no records; keep apart what is needed")
X(W380, WARNING, SCOPE_WORKSPACE, "記録にある画像の保管に問題があります({1})", "a scan of the records is not kept as it was received ({1})",
  "元の画像があれば、もう一度取り込んでください。", "import the scan again if you still have it")

X(W375, WARNING, SCOPE_WORKSPACE, "今回は書かなかった手紙が、前のまま残っています({1}通)", "letters of an earlier run, not written this time, are still there ({1})",
  "送らないように、消すか、別の場所に移してください。", "remove them, or move them away, so that nobody sends them")
X(W376, WARNING, SCOPE_WORKSPACE, "確定した書類がないか、確定したときと違うので、配りません", "a sealed packet is missing or is not what was sealed; it is not handed out",
  "元の書類を packets に戻すか、「soroe packet {1}」で作り直してください。", "put it back into packets, or make it again: soroe packet {1}")
X(W377, WARNING, SCOPE_WORKSPACE, "確定した後で記録が変わった書類なので、配りません", "the records changed since the packet was sealed; it is not handed out",
  "「soroe packet {1} --reseal」で作り直してください。", "make it again: soroe packet {1} --reseal")

/* ---- the records: for information */
X(W340, WARNING, SCOPE_WORKSPACE, "{2}の文字が、下書きでは〓になっています({1})", "the draft prints 〓 (a geta mark) for a character of {2} ({1})",
  "確定する前に、通常の文字に直すか、別の書き方を申請先に確かめてください。", "use the ordinary character, or ask how to write it, before sealing")
X(W370, WARNING, SCOPE_WORKSPACE, "確定した書類と、今の記録の金額が違います(補助額 {1}円 → {2}円)", "the sealed packet and the records of today differ (subsidy {1} -> {2} yen)",
  "申請する前なら soroe packet --reseal で作り直してください。申請したあとなら、申請先に確かめてください。", "before it is submitted, seal it again with soroe packet --reseal; afterwards, ask the ministry's desk")
X(I401, INFO, SCOPE_APPLICATION, "この区分の対象品目ではないので、数えません", "not an eligible item of this category; it does not count",
  "品目区分が正しければ、数えません。モバイル端末として買ったものなら、品目区分を直してください。",
  "if the item class is right it does not count; if it was bought as a mobile terminal, correct the class")
X(I402, INFO, SCOPE_APPLICATION, "購入の期間は、通知に定めがありません", "the notice states no period of purchase",
  "発行日の古い領収書は、申請先に確かめてください。", "ask about receipts of an early date")
X(I403, INFO, SCOPE_APPLICATION, "書類「{1}」が必要になることがあります", "this document may be asked for: {2}",
  "求められたら提出できるようにしてください。", "keep it at hand")

X(I404, INFO, SCOPE_APPLICATION, "端数処理と補助限度額: {1}", "rounding and limit: {1}", "申請先の計算と違うときは、申請先に確かめてください。",
  "if the portal works out another amount, ask the ministry's desk")
X(I405, INFO, SCOPE_APPLICATION, "種別「{1}」: {2}", "kind {1}: {2}", "種別が違えば、施設の表の種別を直してください。",
  "if the facility is of another kind, correct it in the facilities table")

/* ---- many packets held against each other (soroe audit) */
X(E155, ERROR, SCOPE_AUDIT, "同じ領収書を、領収金額 {1}円を超えて使っています(合計 {2}円、{3}施設)",
  "one receipt is used for more than its total of {1} yen ({2} in all, {3} facilities)",
  "領収書の原本で、どの施設の支払かと、それぞれの負担額を確かめてください。", "see on the original who paid it, and the share of each")
X(E156, ERROR, SCOPE_AUDIT, "同じ購入({2}円)を、{1}つの申請で使っています", "one purchase ({2} yen) is claimed in {1} applications",
  "どの申請のものかを確かめ、ほかの申請からは外してください。", "find out to which of them it belongs, and take it out of the others")
X(E157, ERROR, SCOPE_AUDIT, "{1}は、{2}の後では受けられません", "{1} cannot follow {2}",
  "以前の申請が交付されたかを確かめてください。交付されていれば、この申請は対象外です。",
  "find out whether the earlier one was granted; if so, this application is not eligible")
X(C255, CONFIRM, SCOPE_AUDIT, "登録番号、日付、金額が同じで番号の違う領収書が、{1}つの申請にあります",
  "{1} applications have receipts of one registration number, date and amount, but of different numbers",
  "別の領収書かどうか、画像を見比べてください。", "compare the scans: are these different receipts?")
X(C236, CONFIRM, SCOPE_AUDIT, "発行者、番号、日付、金額が同じで画像の違う領収書が、{1}つの申請にあります",
  "{1} applications have receipts of one issuer, number, date and amount, whose scans differ",
  "別の領収書かどうか、画像を見比べてください。", "compare the scans: are these different receipts?")
X(C256, CONFIRM, SCOPE_AUDIT, "同じ画像が、日付か金額の違う領収書のものになっています({1}つの申請)",
  "one scan stands for receipts of different dates or amounts ({1} applications)",
  "画像にどの領収書があるかを確かめてください。", "see which receipts the scan shows")
X(C257, CONFIRM, SCOPE_AUDIT, "同じ申請の書類が{1}つあり、補助額が違います({2}円から{3}円)",
  "one application has {1} packets of different subsidies ({2} to {3} yen)",
  "提出したものがどれかを確かめ、ほかは取り分けてください。", "find out which one was submitted, and put the others aside")
X(C258, CONFIRM, SCOPE_AUDIT, "{1}の前に、{2}の申請があります", "before {1} there is an application for {2}",
  "もう一度受けられるか、以前の申請が交付されたかを確かめてください。", "ask whether it may be granted again, and whether the earlier one was")
X(C259, CONFIRM, SCOPE_AUDIT, "同じ領収書を{3}施設が、領収金額 {1}円を超えて記入しています(対象外の明細も入れて {2}円)",
  "{3} facilities have entered more of one receipt than its total of {1} yen ({2} with excluded lines)",
  "同じ品を両方で申請していないか、領収書の原本で、それぞれの負担額を確かめてください。",
  "see on the original that no item is claimed by both, and the share of each")
X(C244, CONFIRM, SCOPE_AUDIT, "この soroe にない改訂の規則で算定しています({1} の改訂 {2}、申請 {3}件)",
  "judged by a revision that this soroe does not know ({1}, revision {2}; {3} applications)",
  "同封の programme.xml を、公示された規則と照らし合わせてください。",
  "hold the enclosed programme.xml against the published rules")
X(W358, WARNING, SCOPE_AUDIT, "発行者、日付、金額が同じで番号の違う領収書が、{1}つの申請にあります",
  "receipts of one issuer, date and amount under different numbers are in {1} applications",
  "同じ支払の領収書を2度発行していないか、領収書の原本を見比べてください。",
  "compare the originals: one payment may have two receipts")
X(W355, WARNING, SCOPE_AUDIT, "施設の{1}が、書類によって違います(「{2}」「{3}」)", "the packets differ in the facility's {1} (\"{2}\", \"{3}\")",
  "今の記載がどれかを確かめてください。", "find out which one is right today")
