/* What stops the system (exit 3). X(id, ja, en, remedy ja, remedy en); the path or package follows the text. */
/* clang-format off */
X(F_OPEN, "開けません", "cannot open", "名前と権限を確かめてください。", "check its name and permissions")
X(F_READ, "読み込めません", "cannot read", "ファイルと媒体を確かめてください。", "check the file and its disk")
X(F_WRITE, "書き込めません", "cannot write",
  "権限とディスクの空きを確かめ、同じコマンドをもう一度実行してください。作業フォルダーの記録は元のままです。",
  "check permissions and free space, then run the same command again; the records are as they were")
X(F_HELD, "ほかのプログラムで開いているファイルです", "another program has the file open",
  "Excel や Acrobat などで開いていたら閉じて、同じコマンドをもう一度実行してください。作業フォルダーの記録は元のままです。",
  "close it where it is open (Excel, Acrobat), then run the same command again; the records are as they were")
X(F_SPOILED, "書いたものが、読み直すと違います", "what was written reads back otherwise",
  "ディスク(媒体)を確かめ、ほかの場所で同じコマンドをもう一度実行してください。このファイルは残していません。",
  "check the disk, then run the same command again elsewhere; this file was not kept")
X(F_FOLDER, "フォルダーを作れません", "cannot make the folder", "権限を確かめてください。", "check the permissions")
X(F_IN_THE_WAY, "この名前のファイルがあるので、記録を置けません", "a file of this name stands where the records belong",
  "そのファイルの名前を変えて、もう一度実行してください。", "give that file another name, then run it again")
X(F_NO_WORKSPACE, "作業フォルダーではありません", "not a workspace",
  "soroe init で用意するか、-C で作業フォルダーを指定してください。", "run soroe init, or name the workspace with -C")
X(F_WORKSPACE_EXISTS, "作業フォルダーはすでにあります", "the workspace exists already",
  "そのまま使えます。新しく作るときは別のフォルダーを指定してください。", "use it as it is, or name another folder")
X(F_BUSY, "ほかの処理が使用中です", "in use by another process",
  "その処理が終わってから、同じコマンドをもう一度実行してください。", "wait until it ends, then run the same command again")
X(F_DATABASE, "データベースの障害です", "the database failed",
  "ディスクの空きと soroe.db を確かめてください。記録は元のままです。", "check free space and soroe.db; the records are as they were")
X(F_NEWER, "新しい版の soroe が作ったデータベースです", "the database was made by a newer soroe",
  "soroe を更新してください。", "update soroe")
X(F_UNCHECKED, "ファイルを確かめられませんでした", "a file could not be looked at",
  "メモリーと、開けるファイルやプロセスの数(ulimit)を確かめ、同じコマンドをもう一度実行してください。ファイルが悪いのではありません。",
  "check memory and the number of open files and processes (ulimit), then run the same command again; nothing is said of the file")
X(F_SCHEMA, "soroe.db の表の作りが soroe のものと違います", "the tables, views or triggers of soroe.db are not those of soroe",
  "ほかのプログラムが手を加えたデータベースは開きません。バックアップから戻してください(soroe restore)。",
  "a database that another program has changed is not opened; restore a backup (soroe restore)")
X(F_LINK, "共有の作業フォルダーの中に、フォルダーではなくリンクがあります", "a shared workspace has a link where a folder belongs",
  "だれが置いたかを確かめ、リンクを消して、同じ名前のフォルダーを作り直してください。中のファイルはリンクの先にあります。",
  "find out who put it there, remove the link and make a folder of that name; its files are where the link leads")
X(F_READ_ONLY, "書き込めない場所の作業フォルダーは、このままでは読めません", "a workspace where nothing can be written cannot be read as it is",
  "書き込める場所へ写してから、写しを -C で指定してください。", "copy it to where you can write, and name the copy with -C")
X(F_NETWORK_DISK, "ネットワーク上のフォルダーは使えません", "a network file system cannot hold a workspace",
  "このコンピューターのディスクに作業フォルダーを作ってください。", "make the workspace on a local disk")
X(F_FONT, "フォントがありません", "a font is missing",
  "apt-get install fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho を実行してください。",
  "run: apt-get install fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho")
X(F_FONT_UNREAD, "フォントを開けません", "a font cannot be opened",
  "フォントのファイルの権限とメモリーの空きを確かめ、同じコマンドをもう一度実行してください。",
  "check the permissions of the font's file and the free memory, then run the same command again")
X(F_PDF, "PDF を作れません", "cannot make the PDF", "表示された番号を開発者に知らせてください。", "report the number shown")
X(F_PROGRAMME, "補助事業のファイルが使えません", "the programme file cannot be used",
  "soroe programme のファイルと書式を確かめてください。", "check the programme file against its schema")
X(F_WORKBOOK, "表計算ファイルを作れません", "cannot make the workbook",
  "一時ファイルの置き場(TMPDIR か /tmp)の空きを確かめ、同じコマンドをもう一度実行してください。",
  "check free space for temporary files (TMPDIR or /tmp), then run the same command again")
X(F_XML, "XML を扱えません", "cannot handle the XML", "表示された内容を開発者に知らせてください。", "report the words shown")
X(F_INTERNAL, "内部の不整合です", "an internal check failed", "表示された内容を開発者に知らせてください。", "report the words shown")
