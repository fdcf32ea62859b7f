/* Every statement of the program, by name: S(NAME, "SQL"). Parameters are named; nothing is ever
 * built from input. The columns of records come from core/record/fields.h. tests/unit/store_sql.c prepares every one. */
/* clang-format off */

/* ---- settings and sources */
S(SETTING_GET, "SELECT value FROM setting WHERE name = :name")
S(SETTING_PUT, "INSERT INTO setting(name, value) VALUES(:name, :value) ON CONFLICT DO UPDATE SET value = excluded.value")
S(SOURCE_FIND, "SELECT id FROM source WHERE sha256 = :sha256 AND part = :part")
S(SOURCE_SAME_FILE, "SELECT 1 FROM source a JOIN source b ON a.sha256 = b.sha256 AND a.path = b.path WHERE a.id = :a AND b.id = :b")
S(SOURCE_ADD,
  "INSERT INTO source(sha256, part, style, path, file, kind, columns, map)"
  " VALUES(:sha256, :part, :style, :path, :file, :kind, :columns, :map)")
S(SOURCE_GET, "SELECT file, sha256, columns, part, style FROM source WHERE id = :id")
S(SOURCE_REJECTS, "UPDATE source SET rejects = :rejects WHERE id = :id AND rejects <> :rejects")
S(REJECTS_TAKEN, "SELECT 1 FROM source WHERE rejects = :rejects COLLATE NOCASE LIMIT 1")
S(REJECTS_EARLIER,
  "SELECT rejects FROM source WHERE path = :path AND part = :part AND rejects <> '' ORDER BY id DESC LIMIT 1")

S(SOURCE_MOVED,
  "UPDATE source SET path = :new || substr(path, length(:old) + 1)"
  " WHERE substr(path, 1, length(:old)) = :old AND substr(path, length(:old) + 1, 1) IN ('/', '\\')")
S(SCAN_MOVED,
  "UPDATE evidence_name SET path = :new || substr(path, length(:old) + 1)"
  " WHERE substr(path, 1, length(:old)) = :old AND substr(path, length(:old) + 1, 1) IN ('/', '\\')")

/* ---- what the program wrote among people's files */
S(OWN_GET, "SELECT 1 FROM own_file WHERE sha256 = :sha256")
S(OWN_SIZE, "SELECT 1 FROM own_file WHERE size = :size LIMIT 1")
S(OWN_NAMED, "SELECT 1 FROM own_file WHERE name = :name LIMIT 1")
S(OWN_PUT, "INSERT INTO own_file(sha256, size, name) VALUES(:sha256, :size, :name) ON CONFLICT DO NOTHING")
S(OFFERED_GET, "SELECT form FROM offered_scan WHERE sha256 = :sha256 ORDER BY form")
S(OFFERED_PUT, "INSERT INTO offered_scan(sha256, form) VALUES(:sha256, :form) ON CONFLICT DO NOTHING")

/* ---- what an import remembers while it runs */
S(WANT_SCAN, "INSERT INTO temp.wanted_scan VALUES(:input, :name, :line, :breakdown) ON CONFLICT DO NOTHING")
S(WANTED_SCANS,
  "SELECT name, line, breakdown FROM temp.wanted_scan WHERE input = :input AND name > :after ORDER BY name LIMIT 256")
S(POSITION_PUT,
  "INSERT INTO temp.line_position VALUES(:input, :high, :low, :position)"
  " ON CONFLICT DO UPDATE SET position = excluded.position")
S(POSITION_GET, "SELECT position FROM temp.line_position WHERE input = :input AND high = :high AND low = :low")

S(INDEXES,
  "SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
  " AND tbl_name IN ('receipt', 'receipt_evidence', 'purchase') ORDER BY name")
S(FACILITY_ANY, "SELECT 1 FROM facility LIMIT 1")
S(RECEIPT_ANY, "SELECT 1 FROM receipt LIMIT 1")
S(RECEIPT_COUNT, "SELECT count(*) FROM receipt")
S(PURCHASE_ANY, "SELECT 1 FROM purchase LIMIT 1")
S(LINK_ANY, "SELECT 1 FROM receipt_evidence LIMIT 1")

/* ---- facilities */
S(FACILITY_GET,
  "SELECT " NAMES(FACILITY_FIELDS) "source, line FROM facility WHERE code = :code")
/* _ADD: a new record; nothing where the key is there already. No more than that: an UPDATE or RETURNING in the same statement
 * would keep a journal of its own for every row. _PUT: a corrected one. _MOVE: the same, but now in another file or line. */
S(FACILITY_ADD,
  "INSERT INTO facility(" NAMES(FACILITY_FIELDS) "source, line)"
  " VALUES(" VALUES_OF(FACILITY_FIELDS) ":source, :line) ON CONFLICT(code) DO NOTHING")
S(FACILITY_PUT,
  "UPDATE facility SET " SETS(FACILITY_FIELDS) "source = :source, line = :line WHERE code = :code")
S(FACILITY_MOVE, "UPDATE facility SET source = :source, line = :line WHERE code = :code")
S(FACILITY_ENDING, "SELECT code FROM facility WHERE substr(code, 4) = :ending LIMIT 2")
S(FACILITY_PREFECTURES, "SELECT min(substr(code, 1, 2)), max(substr(code, 1, 2)) FROM facility")
S(FACILITY_CODES, "SELECT code FROM facility WHERE code > :after ORDER BY code LIMIT 256")

/* ---- receipts */
S(RECEIPT_GET,
  "SELECT id, " NAMES(RECEIPT_FIELDS) "source, line FROM receipt"
  " WHERE facility = :facility AND number = :number AND breakdown = :breakdown")
S(RECEIPT_ADD,
  "INSERT INTO receipt(" NAMES(RECEIPT_FIELDS) "source, line, issuer_key)"
  " VALUES(" VALUES_OF(RECEIPT_FIELDS) ":source, :line, party_key(:issuer)) ON CONFLICT(facility, number, breakdown) DO NOTHING")
S(RECEIPT_PUT,
  "UPDATE receipt SET " SETS(RECEIPT_FIELDS) "issuer_key = party_key(:issuer), source = :source, line = :line"
  " WHERE facility = :facility AND number = :number AND breakdown = :breakdown")
S(RECEIPT_MOVE,
  "UPDATE receipt SET source = :source, line = :line"
  " WHERE facility = :facility AND number = :number AND breakdown = :breakdown")
/* the receipts of a facility, and those of other payers on which it has lines */
S(RECEIPTS_PAID,
  "SELECT id, " NAMES(RECEIPT_FIELDS) "source, line FROM receipt"
  " WHERE facility = :facility ORDER BY date, number, breakdown")
S(RECEIPTS_OF,
  "SELECT id, " NAMES(RECEIPT_FIELDS) "source, line FROM receipt"
  " WHERE facility = :facility"
  /* a line whose own receipt is there has no other: asked first, because that receipt lies at hand */
  " OR id IN (SELECT r.id FROM purchase p CROSS JOIN receipt r ON r.number = p.number WHERE p.facility = :facility"
  "  AND NOT EXISTS(SELECT 1 FROM receipt m WHERE m.facility = :facility AND m.number = p.number)"
  "  AND r.facility <> :facility AND NOT EXISTS(SELECT 1 FROM receipt o WHERE o.number = r.number"
  "   AND o.facility <> r.facility))"
  " ORDER BY breakdown, date, number, facility")
S(RECEIPT_PAYERS, "SELECT facility, source FROM receipt WHERE number = :number AND breakdown = 0")
/* all lines on a number, this facility's own, and how many are others' */
S(RECEIPT_SHARES,
  "SELECT coalesce(sum(amount), 0), coalesce(sum(amount) FILTER (WHERE facility = :facility OR (facility = ''"
  " AND :payer = :facility)), 0), count(*) FILTER (WHERE facility <> :facility AND (facility <> '' OR :payer <> :facility))"
  " FROM purchase WHERE number = :number AND (facility IN (:facility, '')"
  " OR NOT EXISTS(SELECT 1 FROM receipt r WHERE r.number = :number AND r.facility = purchase.facility AND r.facility <> :payer))")
S(EVIDENCE_OF,
  "SELECT e.name, e.breakdown, e.sha256, coalesce(v.ext, ''), coalesce(v.ok, 0), coalesce(v.reason, ''), coalesce(v.size, 0),"
  " coalesce(v.width, 0), coalesce(v.height, 0), coalesce(v.dpi, 0), coalesce(v.rotation, 0)"
  " FROM receipt_evidence e LEFT JOIN evidence v ON v.sha256 = e.sha256 WHERE e.receipt = :receipt ORDER BY e.position")
S(SEARCH,
  "SELECT r.id, " NAMES_R(RECEIPT_FIELDS) "r.source, r.line"
  " FROM receipt r WHERE r.date >= :from AND r.date <= :to AND r.amount >= :min AND r.amount <= :max"
  " AND (:party = '' OR instr(r.issuer_key, :party) OR (:registration <> '' AND instr(party_key(r.registration_number),"
  " :registration))) ORDER BY r.date, r.amount, r.facility, r.number, r.breakdown")

/* ---- evidence */
S(EVIDENCE_GET, "SELECT ext, ok, reason, carries FROM evidence WHERE sha256 = :sha256")
S(EVIDENCE_DAMAGED, "SELECT sha256, ext, reason FROM evidence WHERE ok = 0 AND ext IN ('jpg', 'png', 'pdf') ORDER BY sha256")
S(EVIDENCE_PUT,
  "INSERT INTO evidence(sha256, ext, ok, reason, size, width, height, dpi, rotation, carries)"
  " VALUES(:sha256, :ext, :ok, :reason, :size, :width, :height, :dpi, :rotation, :carries)"
  " ON CONFLICT DO UPDATE SET ok = excluded.ok, reason = excluded.reason, width = excluded.width, height = excluded.height,"
  " dpi = excluded.dpi, rotation = excluded.rotation, carries = excluded.carries WHERE ok = 0")
S(LINK_DROP, "DELETE FROM receipt_evidence WHERE receipt = :receipt AND how = 0")
S(LINK_ADD,
  "INSERT INTO receipt_evidence(receipt, position, name, breakdown, sha256)"
  " VALUES(:receipt, :position, :name, :breakdown, :sha256)")
S(TIES_OF,
  "SELECT r.facility, r.number, e.name, e.sha256 FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt"
  " WHERE e.receipt = :receipt AND e.sha256 <> '' AND (e.how = 0 OR :all) ORDER BY e.position")
/* the scan of a name, for the receipts of one source or, with 0, wherever it is still missing */
S(LINK_NEW,
  "UPDATE receipt_evidence SET sha256 = :sha256 WHERE name = :name AND sha256 = ''"
  " AND (:source = 0 OR (SELECT r.source FROM receipt r WHERE r.id = receipt) = :source)"
  " AND (NOT EXISTS(SELECT 1 FROM evidence_untied u WHERE u.sha256 = :sha256)" /* asked once, not of each receipt */
  "  OR NOT EXISTS(SELECT 1 FROM evidence_untied u JOIN receipt r ON u.facility = r.facility AND u.number = r.number"
  "   WHERE u.sha256 = :sha256 AND r.id = receipt))")
S(LINK_LACKS,
  "SELECT 1 FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt"
  " WHERE e.name = :name AND e.sha256 = '' AND r.source = :source LIMIT 1")
S(LINK_OLD,
  "SELECT e.receipt, e.position, e.sha256, r.facility, r.number FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt"
  " WHERE e.name = :name AND e.sha256 <> '' AND e.sha256 <> :sha256 AND r.source = :source"
  " AND NOT EXISTS(SELECT 1 FROM evidence_untied u WHERE u.sha256 = :sha256 AND u.facility = r.facility AND u.number = r.number)")
S(LINK_SET, "UPDATE receipt_evidence SET sha256 = :sha256 WHERE receipt = :receipt AND position = :position")
/* what a table names now need not be tied in another way as well */
S(LINK_ONCE,
  "DELETE FROM receipt_evidence WHERE sha256 <> '' AND sha256 = :sha256 AND how <> 0 AND EXISTS(SELECT 1 FROM receipt_evidence e"
  " WHERE e.receipt = receipt_evidence.receipt AND e.sha256 = :sha256 AND e.how = 0)")

/* ---- ties by name and by hand */
/* the first path stays; of what two facilities sent nobody knows whose it is */
S(NAME_ADD,
  "INSERT INTO evidence_name(sha256, name, path, facility) VALUES(:sha256, :name, :path, :facility)"
  " ON CONFLICT DO UPDATE SET path = CASE path WHEN '' THEN excluded.path ELSE path END,"
  "  facility = CASE WHEN facility IN ('', excluded.facility) THEN excluded.facility ELSE '-' END"
  " WHERE (path = '' AND excluded.path <> '') OR excluded.facility NOT IN ('', facility)")
/* an e-invoice's XML is kept too, as the source of its records: it is no scan */
#define LOOSE " FROM (SELECT v.*, (SELECT min(name) FROM evidence_name n WHERE n.sha256 = v.sha256) AS name FROM evidence v" \
        " WHERE NOT EXISTS(SELECT 1 FROM receipt_evidence e WHERE e.sha256 <> '' AND e.sha256 = v.sha256)" \
        " AND NOT EXISTS(SELECT 1 FROM source s WHERE s.sha256 = v.sha256)) v"
S(LOOSE,
  "SELECT v.sha256, coalesce(v.name, ''), v.ext, v.ok, v.reason,"
  " coalesce((SELECT n.path FROM evidence_name n WHERE n.sha256 = v.sha256 AND n.name = v.name), ''),"
  " coalesce((SELECT iif(min(n.facility) <> max(n.facility), '-', max(n.facility)) FROM evidence_name n"
  "  WHERE n.sha256 = v.sha256 AND n.facility <> ''), '')" LOOSE
  " WHERE (coalesce(v.name, ''), v.sha256) > (:name, :sha256) ORDER BY 2, 1 LIMIT 256")
/* names that no tie has: what the bytes were called may say more than one receipt */
S(UNPLACED,
  "SELECT v.sha256, n.name, v.ext, v.ok, v.reason FROM evidence v JOIN evidence_name n ON n.sha256 = v.sha256"
  " WHERE NOT EXISTS(SELECT 1 FROM receipt_evidence e WHERE e.sha256 <> '' AND e.sha256 = v.sha256 AND e.name = n.name)"
  " AND (n.name, v.sha256) > (:name, :sha256) ORDER BY n.name, v.sha256 LIMIT 256")
S(LOOSE_COUNT, "SELECT count(*)" LOOSE)
#undef LOOSE
/* evidence by what it was called, or by the beginning of its digest */
S(EVIDENCE_FIND,
  "SELECT v.sha256, CASE WHEN EXISTS(SELECT 1 FROM evidence_name n WHERE n.sha256 = v.sha256 AND n.name = :word) THEN :word"
  " ELSE coalesce((SELECT min(name) FROM evidence_name n WHERE n.sha256 = v.sha256), '') END, v.ext, v.ok, v.reason"
  " FROM evidence v WHERE v.sha256 IN (SELECT sha256 FROM evidence_name WHERE name = :word)"
  " OR (length(:word) >= 8 AND substr(v.sha256, 1, length(:word)) = lower(:word)) ORDER BY v.sha256 LIMIT 256")
S(FACILITY_KNOWN,
  "SELECT 1 FROM facility WHERE code = :facility UNION ALL SELECT 1 FROM receipt WHERE facility = :facility LIMIT 1")
/* the receipts that a facility has a part in */
S(RECEIPTS_NAMED,
  "SELECT id, facility, number FROM receipt WHERE breakdown = 0 AND (facility = :facility OR id IN (SELECT r.id FROM purchase p"
  " JOIN receipt r ON r.number = p.number WHERE p.facility = :facility)) ORDER BY facility <> :facility, number, facility")
S(TIE_FIND,
  "SELECT e.position, e.name, e.sha256, e.how FROM receipt_evidence e WHERE e.receipt = :receipt AND e.sha256 <> ''"
  " ORDER BY e.position")
/* a name in a table whose scan is still missing takes the scan of that name */
S(TIE_MISSING,
  "SELECT position FROM receipt_evidence WHERE receipt = :receipt AND name = :name AND sha256 = '' AND how = 0 LIMIT 1")
S(TIE_ADD,
  "INSERT INTO receipt_evidence(receipt, position, name, breakdown, sha256, how)"
  " SELECT :receipt, max(coalesce(max(position), 0), 1000000) + 1, :name, :breakdown, :sha256, :how FROM receipt_evidence"
  " WHERE receipt = :receipt")
S(TIE_DROP, "DELETE FROM receipt_evidence WHERE receipt = :receipt AND sha256 = :sha256 AND how <> 0")
S(TIE_EMPTY, "UPDATE receipt_evidence SET sha256 = '' WHERE receipt = :receipt AND sha256 = :sha256 AND how = 0")
S(UNTIED_ADD,
  "INSERT INTO evidence_untied(sha256, facility, number) VALUES(:sha256, :facility, :number) ON CONFLICT DO NOTHING")
S(UNTIED_DROP, "DELETE FROM evidence_untied WHERE sha256 = :sha256 AND facility = :facility AND number = :number")
S(UNTIED_ANY, "SELECT 1 FROM evidence_untied WHERE sha256 = :sha256 LIMIT 1")
S(UNTIED_GET, "SELECT 1 FROM evidence_untied WHERE sha256 = :sha256 AND facility = :facility AND number = :number")
/* receipts without a readable scan; with :idle only those that no application asks for, having no line in any category */
#define BARE " FROM receipt r WHERE r.breakdown = 0 AND (:facility = '' OR r.facility = :facility) AND NOT EXISTS(SELECT 1" \
        " FROM receipt_evidence e WHERE e.receipt = r.id AND e.breakdown = 0 AND e.sha256 <> ''" \
        " AND NOT EXISTS(SELECT 1 FROM evidence v INDEXED BY evidence_unreadable WHERE v.sha256 = e.sha256 AND v.ok = 0))"
S(BARE,
  "SELECT r.id, r.facility, r.number, r.issuer, r.date, r.amount, r.source, r.line" BARE
  " AND r.id > :after AND (NOT :idle OR NOT EXISTS("
  "SELECT 1 FROM purchase p WHERE p.number = r.number AND p.category <> '対象外')) ORDER BY r.id LIMIT 256")
#undef BARE
/* the same of all: once over the ties, not once a receipt */
S(BARE_COUNT,
  "SELECT (SELECT count(*) FROM receipt WHERE breakdown = 0) - (SELECT count(DISTINCT receipt) FROM receipt_evidence"
  " WHERE breakdown = 0 AND sha256 <> '' AND sha256 NOT IN (SELECT sha256 FROM evidence WHERE ok = 0) AND receipt NOT IN (SELECT id FROM receipt"
  "  WHERE breakdown = 1))")
/* PDFs that carry more than pages */
S(CARRYING,
  "SELECT v.sha256, v.ext, v.carries, (SELECT min(name) FROM evidence_name n WHERE n.sha256 = v.sha256) FROM evidence v"
  " WHERE v.carries <> 0 AND (:facility = '' OR EXISTS(SELECT 1 FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt"
  "  WHERE e.sha256 = v.sha256 AND e.sha256 <> '' AND r.facility = :facility)) ORDER BY 4, v.sha256")

/* ---- purchases and claims */
S(PURCHASE_GET,
  "SELECT " NAMES(PURCHASE_FIELDS) "source, line FROM purchase"
  " WHERE number = :number AND facility = :facility AND position = :position")
S(PURCHASE_ADD,
  "INSERT INTO purchase(" NAMES(PURCHASE_FIELDS) "source, line) VALUES(" VALUES_OF(PURCHASE_FIELDS) ":source, :line)"
  " ON CONFLICT(number, facility, position) DO NOTHING")
S(PURCHASE_PUT,
  "UPDATE purchase SET " SETS(PURCHASE_FIELDS) "source = :source, line = :line"
  " WHERE number = :number AND facility = :facility AND position = :position")
S(PURCHASE_MOVE,
  "UPDATE purchase SET source = :source, line = :line"
  " WHERE number = :number AND facility = :facility AND position = :position")
/* a corrected line keeps the position it had in its own file: the one it was brought in with, else the rejected row's, else a new one */
S(PURCHASE_AT,
  "SELECT position FROM purchase WHERE number = :number AND facility = :facility AND source = :source AND line = :line")
S(PURCHASE_LAST, "SELECT coalesce(max(position), 0) + 1 FROM purchase WHERE number = :number AND facility = :facility")
S(VENDOR_LINE_AT,
  "SELECT position FROM vendor_line WHERE number = :number AND facility = :facility AND source = :source AND line = :line")
S(VENDOR_LINE_LAST, "SELECT coalesce(max(position), 0) + 1 FROM vendor_line WHERE number = :number AND facility = :facility")
S(REJECTED_AT,
  "SELECT record FROM import_finding WHERE place = :place AND (record LIKE 'purchase:%' OR record LIKE 'vendor-line:%') LIMIT 1")
S(VENDOR_LINE_GET,
  "SELECT " NAMES(VENDOR_LINE_FIELDS) "source, line FROM vendor_line"
  " WHERE number = :number AND facility = :facility AND position = :position")
S(VENDOR_LINE_ADD,
  "INSERT INTO vendor_line(" NAMES(VENDOR_LINE_FIELDS) "source, line) VALUES(" VALUES_OF(VENDOR_LINE_FIELDS) ":source, :line)"
  " ON CONFLICT(number, facility, position) DO NOTHING")
S(VENDOR_LINE_PUT,
  "UPDATE vendor_line SET " SETS(VENDOR_LINE_FIELDS) "source = :source, line = :line"
  " WHERE number = :number AND facility = :facility AND position = :position")
S(VENDOR_LINE_MOVE,
  "UPDATE vendor_line SET source = :source, line = :line"
  " WHERE number = :number AND facility = :facility AND position = :position")
/* this facility's breakdown of a receipt */
S(VENDOR_LINES_OF,
  "SELECT " NAMES(VENDOR_LINE_FIELDS) "source, line FROM vendor_line"
  " WHERE number = :number AND (facility = :facility OR (facility = '' AND :payer = :facility)) ORDER BY position")
S(VENDOR_LINE_PLACE, "UPDATE OR IGNORE vendor_line SET facility = :facility WHERE number = :number AND facility = ''")
/* CROSS JOIN: from the facility's few receipts to their lines, never over all lines that belong nowhere */
S(PURCHASES_OF,
  /* lines of which nobody has said yet to what category any line of their receipt belongs are part of no application */
  "SELECT " NAMES(PURCHASE_FIELDS) "source, line"
  " FROM purchase WHERE facility = :facility AND (category <> '' OR number IN"
  "  (SELECT o.number FROM purchase o WHERE o.facility = :facility AND o.category <> ''))"
  " UNION ALL SELECT " NAMES_P(PURCHASE_FIELDS) "p.source, p.line"
  " FROM receipt r CROSS JOIN purchase p ON p.number = r.number AND p.facility = ''"
  " WHERE r.facility = :facility AND r.breakdown = 0"
  " AND NOT EXISTS(SELECT 1 FROM receipt o WHERE o.number = p.number AND o.facility <> r.facility)" /* only where there is one */
  " ORDER BY 2, 1, 3")
S(PURCHASE_ANY_UNPLACED,
  "SELECT 1 FROM purchase WHERE facility = '' UNION ALL SELECT 1 FROM vendor_line WHERE facility = '' LIMIT 1")
S(PURCHASE_PLACE, "UPDATE OR IGNORE purchase SET facility = :facility WHERE number = :number AND facility = ''")
S(CLAIM_GET,
  "SELECT " NAMES(CLAIM_FIELDS) "source, line FROM claim WHERE facility = :facility AND category = :category")
S(CLAIM_ADD,
  "INSERT INTO claim(" NAMES(CLAIM_FIELDS) "source, line) VALUES(" VALUES_OF(CLAIM_FIELDS) ":source, :line)"
  " ON CONFLICT(facility, category) DO NOTHING")
S(CLAIM_PUT,
  "UPDATE claim SET " SETS(CLAIM_FIELDS) "source = :source, line = :line WHERE facility = :facility AND category = :category")
S(CLAIM_MOVE, "UPDATE claim SET source = :source, line = :line WHERE facility = :facility AND category = :category")
S(CLAIMS_OF,
  "SELECT " NAMES(CLAIM_FIELDS) "source, line FROM claim WHERE facility = :facility ORDER BY category")
S(ANSWER_GET,
  "SELECT facility, finding, subject, yes, reason, by, facts, at FROM answer"
  " WHERE facility = :facility AND finding = :finding AND subject = :subject")
S(ANSWER_PUT,
  "INSERT INTO answer(facility, finding, subject, yes, reason, by, at, facts)"
  " VALUES(:facility, :finding, :subject, :yes, :reason, :by, :at, :facts)"
  " ON CONFLICT DO UPDATE SET yes = excluded.yes, reason = excluded.reason, by = excluded.by, at = excluded.at,"
  " facts = excluded.facts")
S(ANSWERS_OF,
  "SELECT finding, subject, yes, reason, by, at, facts FROM answer WHERE facility = :facility ORDER BY finding, subject")

/* ---- withdrawing (import --replace): what earlier imports of the same table (by the same column map) brought for the facilities
 * of this source, and no source of this command (a JSON array) has; with :same what earlier versions of the same file brought. A rejected row of this source keeps its record: it is there,
 * only wrong. */
#define NOT_HERE(name, key) \
        " source NOT IN (SELECT value FROM json_each(:sources)) AND source IN (SELECT t.id FROM source s JOIN source t" \
        " ON t.map = s.map WHERE s.id = :source AND (NOT :same OR t.path = s.path)) AND (:same OR facility IN (SELECT facility FROM " \
        name " WHERE source = :source)) AND NOT EXISTS(SELECT 1 FROM import_finding i WHERE i.record = " key \
        " AND i.source IN (SELECT value FROM json_each(:sources)))"
#define RECEIPT_HERE \
        NOT_HERE("receipt", "'receipt:' || facility || '/' || number || CASE breakdown WHEN 1 THEN '/b' ELSE '' END")
#define PURCHASE_HERE NOT_HERE("purchase", "'purchase:' || facility || '/' || number || '#' || position")
#define VENDOR_LINE_HERE NOT_HERE("vendor_line", "'vendor-line:' || facility || '/' || number || '#' || position")
#define CLAIM_HERE NOT_HERE("claim", "'application:' || facility || '/' || category")
S(REPLACE_RECEIPTS,
  "SELECT " NAMES(RECEIPT_FIELDS) "source, line, id FROM receipt WHERE" RECEIPT_HERE " ORDER BY facility, number, breakdown")
S(REPLACE_PURCHASES,
  "SELECT " NAMES(PURCHASE_FIELDS) "source, line FROM purchase WHERE" PURCHASE_HERE " ORDER BY number, facility, position")
S(REPLACE_VENDOR_LINES,
  "SELECT " NAMES(VENDOR_LINE_FIELDS) "source, line FROM vendor_line WHERE" VENDOR_LINE_HERE " ORDER BY number, facility, position")
S(REPLACE_CLAIMS,
  "SELECT " NAMES(CLAIM_FIELDS) "source, line FROM claim WHERE" CLAIM_HERE " ORDER BY facility, category")
S(RECEIPTS_DROP, "DELETE FROM receipt WHERE" RECEIPT_HERE)
S(PURCHASES_DROP, "DELETE FROM purchase WHERE" PURCHASE_HERE)
S(VENDOR_LINES_DROP, "DELETE FROM vendor_line WHERE" VENDOR_LINE_HERE)
S(CLAIMS_DROP, "DELETE FROM claim WHERE" CLAIM_HERE)
#undef NOT_HERE
#undef RECEIPT_HERE
#undef PURCHASE_HERE
#undef VENDOR_LINE_HERE
#undef CLAIM_HERE

/* ---- what belongs nowhere */
S(STRAY_RECEIPTS, "SELECT number, amount, source, line FROM receipt WHERE facility = '' ORDER BY number")
S(STRAY_PURCHASES,
  "SELECT p.number, count(*), min(p.source), min(p.line),"
  " (SELECT count(DISTINCT r.facility) FROM receipt r WHERE r.number = p.number AND r.facility <> '') AS payers"
  " FROM (SELECT number, source, line FROM purchase WHERE facility = ''"
  "  UNION ALL SELECT number, source, line FROM vendor_line WHERE facility = '') p GROUP BY p.number HAVING payers <> 1 ORDER BY p.number")
/* what came in without a category (journals, e-invoices), one row a receipt number: is its receipt there? */
S(UNSORTED,
  "SELECT p.facility, p.number, count(*), sum(p.amount), p.description, p.note, p.source, p.line, min(p.position),"
  " EXISTS(SELECT 1 FROM receipt r WHERE r.number = p.number AND r.facility = p.facility AND r.breakdown = 0)"
  " FROM (SELECT DISTINCT facility, number FROM purchase WHERE category = '' AND facility <> '') u"
  " JOIN purchase p ON p.facility = u.facility AND p.number = u.number GROUP BY p.facility, p.number"
  " HAVING sum(p.category <> '') = 0 AND (:sources = '' OR sum(p.source IN (SELECT value FROM"
  "  json_each(CASE :sources WHEN '' THEN '[]' ELSE :sources END))) > 0)"
  " ORDER BY p.facility, p.note, p.number")
/* by which column map a record came in, and what would tell two papers of one number apart */
S(RECEIPT_MAP,
  "SELECT s.map, r.amount, r.issuer FROM receipt r JOIN source s ON s.id = r.source"
  " WHERE r.facility = :facility AND r.number = :number AND r.breakdown = 0")
S(PURCHASE_MAP,
  "SELECT s.map, p.amount, '' FROM purchase p JOIN source s ON s.id = p.source"
  " WHERE p.facility = :facility AND p.number = :number AND p.position = :position")
S(STRAY_CODES,
  "SELECT x.code, count(*), min(x.source), min(x.line) FROM"
  " (SELECT facility AS code, source, line FROM receipt UNION ALL SELECT facility, source, line FROM purchase"
  "  UNION ALL SELECT facility, source, line FROM vendor_line"
  "  UNION ALL SELECT facility, source, line FROM claim) x"
  " WHERE x.code <> '' AND NOT EXISTS(SELECT 1 FROM facility f WHERE f.code = x.code) GROUP BY x.code ORDER BY x.code")

/* ---- across facilities: key, payer, number, value, source, line, and the parts of the key; one row per use. Everywhere, of
 * what more than one uses; and of one facility, with the receipts of one key beside it. An index that leaves out what is
 * empty serves only where the statement says `<> ''` too. */
#define SCAN_ROWS "SELECT e.sha256, r.facility, r.number, e.name, r.source, r.line, e.sha256, 0, '' FROM receipt_evidence e" \
        " JOIN receipt r ON r.id = e.receipt WHERE "
#define PAPER_ROWS "SELECT r.date || ' ' || r.amount || ' ' || r.issuer_key, r.facility, r.number, r.amount, r.source, r.line," \
        " r.date, r.amount, r.issuer_key FROM "
S(SAME_SCANS,
  SCAN_ROWS "e.sha256 IN (SELECT sha256 FROM receipt_evidence WHERE sha256 <> '' GROUP BY sha256 HAVING count(*) > 1)"
  " ORDER BY e.sha256, r.facility, r.number, e.position")
S(SCANS_OF, SCAN_ROWS "r.facility = :facility AND e.sha256 <> '' ORDER BY e.sha256, r.number, e.position")
S(SCAN_USES,
  "SELECT DISTINCT r.facility, r.number FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt"
  " WHERE e.sha256 <> '' AND e.sha256 = :text ORDER BY r.facility, r.number")
S(SAME_PAPERS,
  PAPER_ROWS "(SELECT date, amount, issuer_key FROM receipt GROUP BY date, amount, issuer_key HAVING count(*) > 1) d"
  " JOIN receipt r ON d.date = r.date AND d.amount = r.amount AND d.issuer_key = r.issuer_key WHERE r.breakdown = 0"
  " ORDER BY r.date, r.amount, r.issuer_key, r.facility, r.number")
S(PAPERS_OF,
  PAPER_ROWS "receipt r WHERE r.facility = :facility AND r.breakdown = 0 ORDER BY r.date, r.amount, r.issuer_key, r.number")
S(PAPER_USES,
  "SELECT facility, number FROM receipt WHERE date = :text AND amount = :number AND issuer_key = :issuer_key"
  " AND breakdown = 0 ORDER BY facility, number")
#undef SCAN_ROWS
#undef PAPER_ROWS
/* what more than one receipt has, each once, by the indexes alone; TWICE_ONES: what receipts have (core/store/across/store_twice.c) */
S(TWICE_SUMS, "SELECT date || ' ' || amount FROM receipt GROUP BY date, amount HAVING count(*) > 1")
S(TWICE_PAPERS,
  "SELECT date || ' ' || amount || ' ' || issuer_key FROM receipt GROUP BY date, amount, issuer_key HAVING count(*) > 1")
S(TWICE_LIKES,
  "SELECT date || ' ' || amount || ' ' || issuer_key || ' ' || number FROM receipt GROUP BY date, amount, issuer_key, number"
  " HAVING count(*) > 1")
S(TWICE_SCANS, "SELECT sha256 FROM receipt_evidence WHERE sha256 <> '' GROUP BY sha256 HAVING count(*) > 1")
S(TWICE_ONES,
  "SELECT 's' || e.sha256 || ' ' || r.date || ' ' || r.amount FROM receipt r NOT INDEXED CROSS JOIN receipt_evidence e" /* as both lie */
  " WHERE e.receipt = r.id AND e.sha256 <> '' AND e.breakdown + r.breakdown = 0"
  " UNION ALL SELECT 'r' || registration_number || ' ' || number || ' ' || date || ' ' || amount FROM receipt"
  " WHERE registration_number <> ''")
S(TWICE_LINES,
  "SELECT number FROM purchase p WHERE facility <> '' AND NOT EXISTS(SELECT 1 FROM receipt r WHERE r.facility = p.facility"
  " AND r.number = p.number) GROUP BY facility, number")
/* ---- what is surely one paper, or may be (core/store/across/store_double.c): the receipts beside :receipt, itself among them, in
 * the order of the files they came in */
S(RECEIPT_ID, "SELECT id FROM receipt WHERE facility = :facility AND number = :number AND breakdown = 0")
S(PAPER_KEYS,
  "SELECT 's' || sha256 FROM receipt_evidence WHERE receipt = :receipt AND sha256 <> '' AND breakdown = 0"
  " UNION ALL SELECT 'r' || registration_number || ' ' || number FROM receipt WHERE id = :receipt AND registration_number <> ''")
S(SAME_BY_SCAN,
  "SELECT o.id, o.facility, o.number, o.source, o.line FROM receipt r CROSS JOIN receipt_evidence e CROSS JOIN receipt o"
  " WHERE r.id = :receipt AND e.sha256 = :text AND e.sha256 <> '' AND e.breakdown = 0 AND o.id = e.receipt AND o.date = r.date"
  " AND o.amount = r.amount AND o.breakdown = 0 ORDER BY o.source, o.line, o.id")
/* The same where very many receipts have the scan: by the paper first, or each of them would walk over all. */
S(SCAN_IS_COMMON, "SELECT 1 FROM receipt_evidence WHERE sha256 = :text AND sha256 <> '' LIMIT 1 OFFSET 64")
S(SAME_BY_COMMON_SCAN,
  "SELECT o.id, o.facility, o.number, o.source, o.line FROM receipt r CROSS JOIN receipt o CROSS JOIN receipt_evidence e"
  " WHERE r.id = :receipt AND o.date = r.date AND o.amount = r.amount AND e.receipt = o.id AND e.sha256 = :text AND e.sha256 <> ''"
  " AND e.breakdown + o.breakdown = 0 ORDER BY o.source, o.line, o.id") /* neither: said so that the row is read only where the scan is the same */
S(SAME_BY_REGISTRATION,
  "SELECT o.id, o.facility, o.number, o.source, o.line FROM receipt r CROSS JOIN receipt o WHERE r.id = :receipt"
  " AND o.registration_number = r.registration_number AND o.registration_number <> '' AND o.number = r.number"
  " AND o.date = r.date AND o.amount = r.amount AND o.breakdown = 0 ORDER BY o.source, o.line, o.id")
S(SAME_BY_ISSUER,
  "SELECT o.id, o.facility, o.number, o.source, o.line FROM receipt r CROSS JOIN receipt o WHERE r.id = :receipt AND o.date = r.date"
  " AND o.amount = r.amount AND o.issuer_key = r.issuer_key AND o.number = r.number AND o.breakdown = 0"
  " ORDER BY o.source, o.line, o.id")
/* the lines of a receipt: its payer's, and those of others who have no receipt of this number, where it alone has it */
S(CLAIMS_ON,
  "SELECT CASE facility WHEN '' THEN :payer ELSE facility END, category, amount FROM purchase WHERE number = :number"
  " AND category <> '' AND (facility IN (:payer, '') OR NOT EXISTS(SELECT 1 FROM receipt r WHERE r.number = :number"
  "  AND r.facility <> :payer)) ORDER BY facility, position")

/* ---- findings of imports, history, packets */
S(IMPORT_FINDING_ADD,
  "INSERT INTO import_finding(source, record, finding, subject, value, place, arg1, arg2, arg3, mark_at, mark_n, hint)"
  " VALUES(:source, :record, :finding, :subject, :value, :place, :arg1, :arg2, :arg3, :mark_at, :mark_n, :hint)")
S(IMPORT_FINDINGS, "SELECT finding, subject, value, place, arg1, arg2, arg3, mark_at, mark_n, hint, record FROM import_finding ORDER BY id")
/* of one facility: those about its own records, and those about no record in a file that brought nobody else's */
S(IMPORT_FINDINGS_OF,
  "WITH own(source) AS MATERIALIZED (SELECT source FROM facility WHERE code = :facility UNION SELECT source FROM receipt"
  "  WHERE facility = :facility UNION SELECT source FROM purchase WHERE facility = :facility"
  "  UNION SELECT source FROM claim WHERE facility = :facility),"
  " mine(path) AS MATERIALIZED (SELECT DISTINCT s.path FROM own JOIN source s ON s.id = own.source WHERE NOT EXISTS(SELECT 1"
  "  FROM source t JOIN facility f ON f.source = t.id WHERE t.path = s.path AND f.code <> :facility)"
  "  AND NOT EXISTS(SELECT 1 FROM source t JOIN receipt r ON r.source = t.id WHERE t.path = s.path AND r.facility NOT IN"
  "   ('', :facility)) AND NOT EXISTS(SELECT 1 FROM source t JOIN purchase p ON p.source = t.id WHERE t.path = s.path"
  "   AND p.facility NOT IN ('', :facility)))"
  " SELECT i.finding, i.subject, i.value, i.place, i.arg1, i.arg2, i.arg3, i.mark_at, i.mark_n, i.hint, i.record"
  " FROM import_finding i JOIN source s ON s.id = i.source WHERE"
  " substr(i.record, instr(i.record, ':') + 1) = :facility OR i.subject = :facility"
  " OR substr(i.record, instr(i.record, ':') + 1, length(:facility) + 1) = :facility || '/'"
  " OR substr(i.subject, 1, length(:facility) + 1) = :facility || '/'"
  " OR ((i.record = '' OR substr(i.record, instr(i.record, ':') + 1, 1) = '/') AND NOT (s.kind = 'facilities' AND i.finding LIKE 'E%')"
  "  AND s.path IN (SELECT path FROM mine)) ORDER BY i.id")
/* of form: is the unit yen, the year right, the number as it was, the receipt the one without zeros, of what is the discount? */
S(IMPORT_QUESTIONS,
  "SELECT i.record, s.sha256, s.part FROM import_finding i JOIN source s ON s.id = i.source"
  " WHERE i.finding IN ('C001', 'C002', 'C003', 'C004', 'C005') ORDER BY i.record")
S(IMPORT_FINDING_CLEAR, "DELETE FROM import_finding WHERE source = :source")
/* not those of the other tables of the same file */
S(IMPORT_FINDING_CLEAR_EARLIER,
  "DELETE FROM import_finding WHERE source <> :source AND source IN (SELECT id FROM source WHERE"
  " (path = :path AND sha256 <> (SELECT sha256 FROM source WHERE id = :source)) OR (rejects <> '' AND rejects = :rejects))")
S(IMPORT_FINDING_ANY, "SELECT 1 FROM import_finding WHERE record <> '' LIMIT 1")
S(IMPORT_FINDING_OF_FACILITIES,
  "SELECT 1 FROM import_finding i JOIN source s ON s.id = i.source WHERE s.kind = 'facilities' AND i.finding LIKE 'E%' LIMIT 1")
S(IMPORT_FINDING_CLEAR_RECORD, "DELETE FROM import_finding WHERE record <> '' AND record = :record")
S(HISTORY_ADD,
  "INSERT INTO history(at, who, why, kind, record, old, new, facility, number, old_source, old_line, source, line)"
  " VALUES(:at, :who, :why, :kind, :record, :old, :new,"
  " coalesce(json_extract(:record, '$.facility'), json_extract(:record, '$.code'), ''),"
  " coalesce(json_extract(:record, '$.number'), ''), nullif(:old_source, 0), :old_line, nullif(:source, 0), :line)")
S(HISTORY_ANY_WITHDRAWN, "SELECT 1 FROM history WHERE new = 'null' LIMIT 1")
S(HISTORY_WITHDRAWN, "SELECT 1 FROM history WHERE new = 'null' AND kind = :kind AND record = :record LIMIT 1")
#define HISTORY_ROWS "SELECT at, who, why, kind, record, old, new, facility, number, coalesce(old_source, 0), old_line," \
        " coalesce(source, 0), line, id FROM history h WHERE "
#define HISTORY_END " (:kind = '' OR kind = :kind) AND (:number = '' OR number = :number)" \
        " AND substr(at, 1, 10) >= :from AND substr(at, 1, 10) <= :to" \
        " AND (:party = '' OR instr(party_key(coalesce(json_extract(old, '$.issuer'), '')), :party)" \
        " OR instr(party_key(coalesce(json_extract(new, '$.issuer'), '')), :party)" \
        " OR (kind IN ('purchase', 'evidence') AND EXISTS(SELECT 1 FROM receipt r WHERE r.number = h.number" \
        "  AND instr(r.issuer_key, :party)))) ORDER BY id"
S(HISTORY, HISTORY_ROWS HISTORY_END)
S(HISTORY_OF, HISTORY_ROWS "facility = :facility AND" HISTORY_END)
#undef HISTORY_ROWS
#undef HISTORY_END

/* ---- sealed packets, and what became of them */
#define PACKET_COLUMNS "facility, programme, category, variant, applied_on, status, claimed, eligible_total, eligible_cost," \
        " subsidy, xml_sha256, zip_sha256, file"
#define MARK_COLUMNS "facility, programme, category, state, on_day, submitted_on, number_given, reason, granted, packet, by, at"
S(PACKET_GET,
  "SELECT " PACKET_COLUMNS " FROM packet WHERE programme = :programme AND facility = :facility AND category = :category")
S(PACKET_PUT,
  "INSERT INTO packet(" PACKET_COLUMNS ") VALUES(:facility, :programme, :category, :variant, :applied_on, :status, :claimed,"
  " :eligible_total, :eligible_cost, :subsidy, :xml_sha256, :zip_sha256, :file)"
  " ON CONFLICT DO UPDATE SET variant = excluded.variant, applied_on = excluded.applied_on, status = excluded.status,"
  " claimed = excluded.claimed, eligible_total = excluded.eligible_total, eligible_cost = excluded.eligible_cost,"
  " subsidy = excluded.subsidy, xml_sha256 = excluded.xml_sha256, zip_sha256 = excluded.zip_sha256, file = excluded.file")
S(PACKETS, "SELECT " PACKET_COLUMNS " FROM packet WHERE programme = :programme ORDER BY facility, category")
S(MARK_GET,
  "SELECT " MARK_COLUMNS " FROM mark WHERE programme = :programme AND facility = :facility AND category = :category")
S(MARK_PUT,
  "INSERT INTO mark(" MARK_COLUMNS ") VALUES(:facility, :programme, :category, :state, :on_day, :submitted_on,"
  " :number_given, :reason, :granted, :packet, :by, :at)"
  " ON CONFLICT DO UPDATE SET state = excluded.state, on_day = excluded.on_day, submitted_on = excluded.submitted_on,"
  " number_given = excluded.number_given, reason = excluded.reason, granted = excluded.granted, packet = excluded.packet,"
  " by = excluded.by, at = excluded.at")
S(MARK_DROP, "DELETE FROM mark WHERE programme = :programme AND facility = :facility AND category = :category")
#undef PACKET_COLUMNS
#undef MARK_COLUMNS

/* ---- letters to members */
S(LETTER_LAST,
  "SELECT programme, facility, day, kind, said FROM letter WHERE programme = :programme AND facility = :facility AND day <= :day"
  " ORDER BY day DESC LIMIT 1")
S(LETTER_PUT,
  "INSERT INTO letter(programme, facility, day, kind, said) VALUES(:programme, :facility, :day, :kind, :said)"
  " ON CONFLICT DO UPDATE SET kind = excluded.kind, said = excluded.said")

/* ---- what was read on scans */
S(READING_DROP, "DELETE FROM reading WHERE sha256 = :sha256 AND reader = :reader")
S(READING_PUT,
  "INSERT INTO reading(sha256, page, reader, made_on, source, why, turned, width, height, lines)"
  " VALUES(:sha256, :page, :reader, :made_on, :source, :why, :turned, :width, :height, :lines)")
S(READING_GET,
  "SELECT reader, made_on, page, source, why, turned, width, height, lines FROM reading WHERE sha256 = :sha256 AND reader ="
  " (SELECT reader FROM reading WHERE sha256 = :sha256 ORDER BY made_on DESC, reader DESC LIMIT 1) ORDER BY page")
/* of one facility, or of all; read: by a reader whose name ends as this one's */
S(READING_PAPERS,
  "SELECT e.sha256, e.ext, EXISTS(SELECT 1 FROM reading g WHERE g.sha256 = e.sha256 AND"
  " (g.reader = :pixels OR g.reader = :text OR g.reader = :both))"
  " FROM evidence e WHERE e.ok = 1 AND e.ext IN ('jpg', 'png', 'pdf') AND (:facility = '' OR EXISTS(SELECT 1"
  " FROM receipt_evidence v JOIN receipt r ON r.id = v.receipt WHERE v.sha256 = e.sha256 AND r.facility = :facility))"
  " ORDER BY e.sha256")
S(KNOWN_ISSUERS,
  "SELECT issuer, registration_number FROM receipt WHERE issuer <> '' GROUP BY issuer, registration_number"
  " ORDER BY registration_number = '', count(*) DESC, issuer LIMIT 2000")
S(READING_ANY, "SELECT 1 FROM reading LIMIT 1")
/* receipts as loose scans are held against them */
S(MATCH_ROWS,
  "SELECT r.facility, r.number, r.amount, r.date, r.registration_number, r.document, EXISTS(SELECT 1 FROM receipt_evidence e"
  " JOIN evidence v ON v.sha256 = e.sha256 WHERE e.receipt = r.id AND e.breakdown = 0 AND v.ok)"
  " FROM receipt r WHERE r.breakdown = 0 ORDER BY r.facility, r.number")
S(OTHERS_OF_SCAN,
  "SELECT coalesce(sum(amount), 0) FROM receipt WHERE breakdown = 0 AND NOT (facility = :facility AND number = :number)"
  " AND id IN (SELECT receipt FROM receipt_evidence WHERE sha256 = :sha256 AND sha256 <> '' AND breakdown = 0)")
S(FACILITY_NAMES, "SELECT code, name, founder, representative FROM facility ORDER BY code")
S(READING_NAMES,
  "SELECT name FROM evidence_name WHERE sha256 = :sha256 UNION SELECT name FROM receipt_evidence WHERE sha256 = :sha256"
  " ORDER BY name")

#include "core/store/store_sql_keys.h"
