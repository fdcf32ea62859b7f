/* Why a programme file is refused: X(id, reason ja, reason en, remedy ja, remedy en). What was found stands behind the
 * reason, the line in the fault's place. */
/* clang-format off */
X(NOT_THE_FORM, "書式(programme.xsd)に合いません", "not the form of programme.xsd",
  "この行を soroe-programme(5) の書式に直してください", "write the line as soroe-programme(5) has it")
X(TOO_LARGE, "ファイルが大きすぎます", "the file is too large", "256 KiB までにしてください", "keep it within 256 KiB")
X(TOO_MANY, "要素が多すぎます", "too many elements", "4,000 までにしてください", "keep them to 4,000")
X(NO_SOURCE, "明記か推定の値には出典が要ります", "a stated or inferred value needs a source",
  "source に sources の id を書くか、how を unknown にしてください", "name one of the sources, or say how=\"unknown\"")
X(UNKNOWN_BUT_GIVEN, "記載なしの値は書けません", "an unknown value cannot be given", "値を消すか、how を改めてください",
  "remove the value, or change how")
X(NOT_GIVEN, "明記か推定の値がありません", "a stated or inferred value must be given", "値を書くか、how を unknown にしてください",
  "give the value, or say how=\"unknown\"")
X(NO_SUCH_DAY, "暦にない日付です", "no such day", "日付を直してください", "correct the date")
X(BACKWARDS, "期間が逆です", "the period ends before it begins", "初めと終わりを確かめてください", "compare its first and last day")
X(NO_BOUND, "期間の初めか終わりは、how が unknown でないときに限って書きます",
  "first or last is given exactly where the period is not unknown", "日付か how を直してください", "correct the dates or how")
X(BEFORE_OPENING, "期限が受付の開始より前です", "the deadline lies before the opening", "どちらかの日付を直してください",
  "correct one of the dates")
X(NO_EXTENSION, "延長した期限が、前の期限より後ではありません", "an extension does not lie after the deadline before it",
  "発表の順に並べ、日付を確かめてください", "list extensions as they were announced, and check the dates")
X(OVERLAP, "同じものの期間が重なっています", "two windows of the same thing overlap",
  "片方を消すか、in-force の日を分けてください", "remove one, or part the days of in-force")
X(ITEM_NOT_A_CLASS, "対象にできるのは、eligibility が class の品目だけです", "only an item class can be eligible",
  "品目の id か eligibility を直してください", "correct the item's id or its eligibility")
X(ITEM_NOT_HERE, "この区分の対象品目ではありません", "an item that is not eligible here",
  "eligible に足すか、この行を消してください", "add it to the eligible items, or remove this line")
X(UNREACHABLE, "どこからも使われません", "nothing can ever use it", "使う所を書くか、消してください", "use it, or remove it")
X(CAPS_FIRST, "item-caps-first は、品目の上限があるときに限って書きます",
  "item-caps-first stands exactly where there are item caps", "item-caps-first を足すか、消してください", "add or remove item-caps-first")
X(RATE_RANGE, "補助率は 0 より大きく 1 以下です", "a rate lies above 0 and is at most 1", "num と den を確かめてください",
  "check num and den")
X(TWO_RATES, "同じ種別に、条件の区別できない定めが2つあります", "two rates for one kind of facility, and nothing tells them apart",
  "片方を消すか、when か in-force で分けてください", "remove one, or part them by when or in-force")
X(LIMIT_ABOVE, "補助限度額が、上限×補助率より大きくなっています", "the limit lies above what cap and rate give",
  "額を確かめてください。資料がそう定めるなら deviation に理由を書きます",
  "check the amounts; if the source has it so, say why in deviation")
X(NO_DEVIATION, "deviation がありますが、限度額は上限×補助率を超えません", "a deviation is declared, and there is none",
  "deviation を消してください", "remove the deviation")
X(NO_SUCH_VARIANT, "その区分に、この区別はありません", "the category has no such variant", "variant の id を確かめてください",
  "check the id of the variant")
X(NO_SUCH_VALUE, "その属性に、この値はありません", "the attribute has no such value", "attribute の value の id を確かめてください",
  "check the ids of the attribute's values")
X(ONE_CONDITION, "when には、attribute と value、option、kind、category のどれか1つを書きます",
  "a condition asks for one thing: attribute and value, option, kind or category", "when を分けてください", "write several conditions")
X(CONDITION_HERE, "この条件は、ここには書けません", "a condition of this sort cannot stand here",
  "補助の条件は attribute か option にしてください", "make a grant depend on an attribute or an option")
X(NEVER_HOLDS, "同時に成り立たない条件です", "conditions that can never hold together", "when のどれかを消してください", "remove one of them")
X(MOST_OF_FEW, "並べた区分の数を超えています", "more than the categories named",
  "n か区分を確かめてください", "check n and the categories")
X(WORD_TWICE, "1つの言葉が2度出るか、空です", "a word stands twice, or is empty", "どちらかの言葉を変えてください", "change one of them")
X(ID_TAKEN, "その id は使えません", "the id is taken", "ほかの id にしてください", "choose another id")
