/* Statements about records that leave, and about keys that were corrected (core/store/kept/store_take.c, core/store/across/store_keys.c). Part of
 * core/store/store_sql.h. The temporary tables are made by store_take_tables; kinds are those of enum record_table. */
/* clang-format off */

/* ---- what leaves: temp.going(kind, facility, number, position) */
S(GOING_CLEAR, "DELETE FROM temp.going")
#define GOING(facility_where, rows_where, claims_where) \
        "INSERT OR IGNORE INTO temp.going" \
        " SELECT 0, code, '', 0 FROM facility WHERE " facility_where \
        " UNION ALL SELECT 1, facility, number, breakdown FROM receipt WHERE " rows_where \
        " UNION ALL SELECT 2, facility, number, position FROM purchase WHERE " rows_where \
        " UNION ALL SELECT 3, facility, number, position FROM vendor_line WHERE " rows_where \
        " UNION ALL SELECT 4, facility, category, 0 FROM claim WHERE " claims_where
#define OF_PATH \
        "source IN (SELECT id FROM source WHERE path = :path OR substr(path, 1, length(:path) + 1) = :path || '/')"
S(GOING_FACILITY, GOING("code = :facility", "facility = :facility", "facility = :facility"))
S(GOING_RECEIPT, GOING("0", "number = :number AND facility = :facility", "0"))
S(GOING_FILE, GOING(OF_PATH, OF_PATH, OF_PATH))
#undef GOING
/* how many submitted, granted or refused applications hold what leaves, and the first of them */
S(GOING_SUBMITTED,
  "SELECT m.facility || '/' || m.category FROM mark m WHERE m.state IN ('submitted', 'granted', 'refused') AND m.facility IN"
  " (SELECT facility FROM temp.going UNION SELECT p.facility FROM temp.going g CROSS JOIN purchase p ON p.number = g.number"
  "  WHERE g.kind = 1 AND NOT EXISTS(SELECT 1 FROM receipt r WHERE r.number = p.number AND r.facility = p.facility"
  "   AND r.facility <> g.facility)) ORDER BY 1 LIMIT 1")
/* each record with its place, and the file that has its successor (0: none) */
#define LEAVES(columns, join) \
        "SELECT " columns "t.source, t.line, coalesce((SELECT successor FROM temp.superseded s WHERE s.id = t.source), 0)," \
        " 0 FROM temp.going g CROSS JOIN " join
S(GOING_FACILITIES,
  LEAVES(NAMES_T(FACILITY_FIELDS),
         "facility t ON t.code = g.facility WHERE g.kind = 0 ORDER BY t.code"))
#undef LEAVES
#define LEAVES(columns, id, table, kind, place) \
        "SELECT " columns "t.source, t.line, coalesce((SELECT successor FROM temp.superseded s WHERE s.id = t.source), 0), " id \
        " FROM temp.going g CROSS JOIN " table " t ON t.facility = g.facility AND " place " WHERE g.kind = " kind \
        " ORDER BY g.facility, g.number, g.position"
S(GOING_RECEIPTS,
  LEAVES(NAMES_T(RECEIPT_FIELDS),
         "t.id", "receipt", "1", "t.number = g.number AND t.breakdown = g.position"))
S(GOING_PURCHASES,
  LEAVES(NAMES_T(PURCHASE_FIELDS),
         "0", "purchase", "2", "t.number = g.number AND t.position = g.position"))
S(GOING_VENDOR_LINES,
  LEAVES(NAMES_T(VENDOR_LINE_FIELDS), "0", "vendor_line", "3",
         "t.number = g.number AND t.position = g.position"))
S(GOING_CLAIMS,
  LEAVES(NAMES_T(CLAIM_FIELDS), "0", "claim", "4", "t.category = g.number"))
#undef LEAVES
S(GONE_FACILITIES, "DELETE FROM facility WHERE code IN (SELECT facility FROM temp.going WHERE kind = 0)")
S(GONE_RECEIPTS,
  "DELETE FROM receipt WHERE (facility, number, breakdown) IN (SELECT facility, number, position FROM temp.going WHERE kind = 1)")
S(GONE_PURCHASES,
  "DELETE FROM purchase WHERE (number, facility, position) IN (SELECT number, facility, position FROM temp.going WHERE kind = 2)")
S(GONE_VENDOR_LINES,
  "DELETE FROM vendor_line WHERE (number, facility, position) IN"
  " (SELECT number, facility, position FROM temp.going WHERE kind = 3)")
S(GONE_CLAIMS, "DELETE FROM claim WHERE (facility, category) IN (SELECT facility, number FROM temp.going WHERE kind = 4)")
/* what imports had found of these rows, and what was asked about them */
S(GONE_FINDINGS,
  "DELETE FROM import_finding WHERE record <> '' AND record IN (SELECT 'facility:' || facility FROM temp.going WHERE kind = 0"
  " UNION ALL SELECT 'same:' || facility FROM temp.going WHERE kind = 0"
  " UNION ALL SELECT 'receipt:' || facility || '/' || number FROM temp.going WHERE kind = 1"
  " UNION ALL SELECT 'same:' || facility || '/' || number FROM temp.going WHERE kind = 1"
  " UNION ALL SELECT 'purchase:' || facility || '/' || number || '#' || position FROM temp.going WHERE kind = 2"
  " UNION ALL SELECT 'vendor-line:' || facility || '/' || number || '#' || position FROM temp.going WHERE kind = 3"
  " UNION ALL SELECT 'application:' || facility || '/' || number FROM temp.going WHERE kind = 4)")
S(GONE_FILE_FINDINGS, "DELETE FROM import_finding WHERE " OF_PATH)
#undef OF_PATH
S(PATHS_OF,
  "SELECT DISTINCT path FROM source WHERE path = :path OR substr(path, 1, length(:path) + 1) = :path || '/' LIMIT 1")
S(PATHS_NAMED, "SELECT DISTINCT path FROM source WHERE file = :file ORDER BY path")
/* the programmes first, which are few: the key begins with them */
S(PACKETS_OF,
  "WITH RECURSIVE p(id) AS (SELECT min(programme) FROM packet UNION ALL SELECT (SELECT min(programme) FROM packet"
  "  WHERE programme > p.id) FROM p WHERE p.id IS NOT NULL)"
  " SELECT category, file FROM packet WHERE programme IN (SELECT id FROM p) AND facility = :facility ORDER BY programme, category")

/* ---- corrected keys: temp.here(id, path) are the files of this import and whence it took them, temp.superseded(id, path, successor) those that stood in
 * their paths before, temp.came_key the records that were added; temp.gone and temp.came(kind, path, key, facility, number,
 * position, source, line) what is compared by key */
S(HERE_ADD, "INSERT OR IGNORE INTO temp.here VALUES(:id, :path)")
S(SUPERSEDED_FILL,
  "INSERT OR IGNORE INTO temp.superseded SELECT t.id, t.path, min(s.id) FROM temp.here h CROSS JOIN source s ON s.id = h.id"
  " JOIN source t ON t.path = h.path AND t.kind = s.kind AND t.map = s.map WHERE t.id NOT IN (SELECT id FROM temp.here)"
  " GROUP BY t.id")
S(SUPERSEDED_ANY,
  "SELECT 1 FROM temp.superseded UNION ALL SELECT 1 FROM receipt WHERE facility = '' AND source IN (SELECT id FROM temp.here) LIMIT 1")
S(SUPERSEDED_DROP, "DELETE FROM temp.superseded WHERE path = (SELECT path FROM temp.here WHERE id = :id)")
/* a row that could not be read may hold any key: nothing is certain of that path */
S(SUPERSEDED_UNREAD,
  "DELETE FROM temp.superseded WHERE path IN (SELECT s.path FROM temp.here s CROSS JOIN import_finding i ON i.source = s.id"
  " WHERE i.record = '' AND i.finding LIKE 'E%')")
S(CAME_NOTE, "INSERT OR IGNORE INTO temp.came_key VALUES(:kind, :facility, :number, :position)")
S(CAME_ANY, "SELECT 1 FROM temp.came_key LIMIT 1")
#define NOT_REJECTED(key) \
        " NOT EXISTS(SELECT 1 FROM import_finding i WHERE i.record <> '' AND i.record = " key \
        " AND i.source IN (SELECT id FROM temp.here))"
S(GONE_FILL_FACILITIES,
  "INSERT INTO temp.gone SELECT 0, s.path, party_key(t.name), t.code, '', 0, t.source, t.line FROM facility t"
  " JOIN temp.superseded s ON s.id = t.source WHERE" NOT_REJECTED("'facility:' || t.code"))
S(CAME_FILL_FACILITIES,
  "INSERT INTO temp.came SELECT 0, s.path, party_key(t.name), t.code, '', 0, t.source, t.line FROM temp.came_key k"
  " CROSS JOIN facility t ON t.code = k.facility JOIN temp.here s ON s.id = t.source WHERE k.kind = 0")
#define PAPER "t.date || ' ' || t.amount || ' ' || t.breakdown || ' ' || t.issuer_key"
S(GONE_FILL_RECEIPTS,
  "INSERT INTO temp.gone SELECT 1, s.path, " PAPER ", t.facility, t.number, t.breakdown, t.source, t.line FROM receipt t"
  " JOIN temp.superseded s ON s.id = t.source WHERE"
  NOT_REJECTED("'receipt:' || t.facility || '/' || t.number || CASE t.breakdown WHEN 1 THEN '/b' ELSE '' END"))
/* the very row of the same file, which had no facility then */
S(GONE_FILL_SAME_ROWS,
  "INSERT INTO temp.gone SELECT 1, s.path, " PAPER ", t.facility, t.number, t.breakdown, t.source, t.line FROM receipt t"
  " JOIN temp.here s ON s.id = t.source WHERE t.facility = '' AND EXISTS(SELECT 1 FROM temp.came_key k CROSS JOIN receipt n"
  "  ON n.facility = k.facility AND n.number = k.number AND n.breakdown = k.position WHERE k.kind = 1 AND k.number = t.number"
  "  AND k.facility <> '' AND n.source = t.source AND n.line = t.line)")
S(CAME_FILL_RECEIPTS,
  "INSERT INTO temp.came SELECT 1, s.path, " PAPER ", t.facility, t.number, t.breakdown, t.source, t.line"
  " FROM temp.came_key k CROSS JOIN receipt t ON t.facility = k.facility AND t.number = k.number AND t.breakdown = k.position"
  " JOIN temp.here s ON s.id = t.source WHERE k.kind = 1")
#undef PAPER
/* the lines of a number are one block: it is gone if the new file has none of them */
#define BLOCKS(into, kind, from, line, where) \
        "INSERT INTO temp." into " SELECT " kind ", path, group_concat(said, char(31)), facility, number, 0, min(source), min(line)" \
        " FROM (SELECT s.path AS path, t.facility, t.number, t.source, t.line, " line " AS said FROM " from " WHERE " where \
        " ORDER BY s.path, t.facility, t.number, t.position) GROUP BY path, facility, number"
#define LINE "t.category || char(30) || t.item || char(30) || t.description || char(30) || t.amount"
#define NONE_HERE(table, kind) \
        " NOT EXISTS(SELECT 1 FROM " table " o WHERE o.number = t.number AND o.facility = t.facility" \
        " AND o.source IN (SELECT id FROM temp.here)) AND NOT EXISTS(SELECT 1 FROM import_finding i WHERE i.record <> ''" \
        " AND i.source IN (SELECT id FROM temp.here) AND i.record = '" kind ":' || t.facility || '/' || t.number || '#' || t.position)"
S(GONE_FILL_PURCHASES,
  BLOCKS("gone", "2", "purchase t JOIN temp.superseded s ON s.id = t.source", LINE, NONE_HERE("purchase", "purchase")))
S(CAME_FILL_PURCHASES,
  BLOCKS("came", "2", "temp.came_key k CROSS JOIN purchase t ON t.number = k.number AND t.facility = k.facility JOIN temp.here s"
         " ON s.id = t.source", LINE, "k.kind = 2 AND t.source IN (SELECT id FROM temp.here)"))
S(GONE_FILL_VENDOR_LINES,
  BLOCKS("gone", "3", "vendor_line t JOIN temp.superseded s ON s.id = t.source", LINE, NONE_HERE("vendor_line", "vendor-line")))
S(CAME_FILL_VENDOR_LINES,
  BLOCKS("came", "3", "temp.came_key k CROSS JOIN vendor_line t ON t.number = k.number AND t.facility = k.facility JOIN temp.here s"
         " ON s.id = t.source", LINE, "k.kind = 3 AND t.source IN (SELECT id FROM temp.here)"))
#undef NONE_HERE
#undef LINE
#undef BLOCKS
#define CLAIM "t.category || char(30) || t.completed_on || char(30) || t.options"
S(GONE_FILL_CLAIMS,
  "INSERT INTO temp.gone SELECT 4, s.path, " CLAIM ", t.facility, t.category, 0, t.source, t.line FROM claim t"
  " JOIN temp.superseded s ON s.id = t.source WHERE" NOT_REJECTED("'application:' || t.facility || '/' || t.category"))
S(CAME_FILL_CLAIMS,
  "INSERT INTO temp.came SELECT 4, s.path, " CLAIM ", t.facility, t.category, 0, t.source, t.line FROM temp.came_key k"
  " CROSS JOIN claim t ON t.facility = k.facility AND t.category = k.number JOIN temp.here s ON s.id = t.source WHERE k.kind = 4")
#undef CLAIM
#undef NOT_REJECTED
/* facilities of one name in one path: how many went, how many came, and the first of each */
S(KEY_NAMES,
  "SELECT g.facility, g.source, g.line, c.facility, c.source, c.line, g.n, c.n, '', '' FROM"
  " (SELECT path, key, min(facility) AS facility, source, line, count(*) AS n FROM temp.gone WHERE kind = 0 GROUP BY path, key) g"
  " JOIN (SELECT path, key, min(facility) AS facility, source, line, count(*) AS n FROM temp.came WHERE kind = 0"
  "  GROUP BY path, key) c ON c.path = g.path AND c.key = g.key ORDER BY g.facility")
/* facilities of different names, all of whose receipts are the same ones: how many of them show the very same scan */
#define SAME_SCAN \
        "EXISTS(SELECT 1 FROM receipt a JOIN receipt_evidence e ON e.receipt = a.id JOIN receipt_evidence f ON f.sha256 = e.sha256" \
        " JOIN receipt b ON b.id = f.receipt WHERE a.facility = g.facility AND a.number = g.number AND a.breakdown = g.position" \
        " AND b.facility = c.facility AND b.number = c.number AND b.breakdown = c.position AND e.sha256 <> '')"
#define OTHER_SCAN \
        "(NOT " SAME_SCAN " AND EXISTS(SELECT 1 FROM receipt a JOIN receipt_evidence e ON e.receipt = a.id" \
        "  WHERE a.facility = g.facility AND a.number = g.number AND a.breakdown = g.position AND e.sha256 <> '')" \
        " AND EXISTS(SELECT 1 FROM receipt b JOIN receipt_evidence f ON f.receipt = b.id" \
        "  WHERE b.facility = c.facility AND b.number = c.number AND b.breakdown = c.position AND f.sha256 <> ''))"
S(KEY_SCANS,
  "SELECT o.facility, o.source, o.line, n.facility, n.source, n.line, count(*), sum(" SAME_SCAN "),"
  " (SELECT count(*) FROM temp.gone a WHERE a.kind = 1 AND a.facility = o.facility), ''"
  " FROM temp.gone o JOIN temp.gone g ON g.kind = 1 AND g.facility = o.facility"
  " JOIN temp.came c ON c.kind = 1 AND c.path = g.path AND c.key = g.key AND c.number = g.number"
  " JOIN temp.came n ON n.kind = 0 AND n.facility = c.facility AND n.path = o.path AND n.key <> o.key"
  " WHERE o.kind = 0 AND o.facility NOT IN (SELECT old FROM temp.pair) AND n.facility NOT IN (SELECT now FROM temp.pair)"
  " GROUP BY o.facility, n.facility ORDER BY o.facility, n.facility")
/* what speaks against one facility: fields that both have and that differ; receipts that went and came, and those alike */
S(KEY_AGAINST,
  "SELECT (a.address <> '' AND b.address <> '' AND party_key(a.address) <> party_key(b.address))"
  " + (a.phone <> '' AND b.phone <> '' AND party_key(a.phone) <> party_key(b.phone))"
  " + (a.founder <> '' AND b.founder <> '' AND party_key(a.founder) <> party_key(b.founder))"
  " + (a.mail <> '' AND b.mail <> '' AND a.mail <> b.mail),"
  " (SELECT count(*) FROM temp.gone WHERE kind = 1 AND facility = a.code),"
  " (SELECT count(*) FROM temp.came WHERE kind = 1 AND facility = b.code),"
  " (SELECT count(*) FROM temp.gone g JOIN temp.came c ON c.kind = 1 AND c.path = g.path AND (c.key = g.key OR"
  "  c.number = g.number) WHERE g.kind = 1 AND g.facility = a.code AND c.facility = b.code)"
  " FROM facility a, facility b WHERE a.code = :old AND b.code = :now")
S(PAIR_ADD, "INSERT OR IGNORE INTO temp.pair VALUES(:old, :now)")
/* receipts of another payer; then those of another number. Columns as above: how many went and came alike, whether it is certain
 * who the payer is, whether the scans are the same (1), others (2) or not known (0) */
#define ALIKE "CASE WHEN " SAME_SCAN " THEN 1 WHEN " OTHER_SCAN " THEN 2 ELSE 0 END"
#define ONLY(what, by, where) \
        "(SELECT path, key, facility, number, position, source, line, kind FROM temp." what " WHERE " where \
        " GROUP BY kind, path, key" by " HAVING count(*) = 1)"
S(KEY_PAYERS,
  "SELECT g.facility, g.source, g.line, c.facility, c.source, c.line, 1, 1, 2, 0, g.number, c.number, g.position"
  " FROM temp.pair p CROSS JOIN temp.gone g ON g.kind = 1 AND g.facility = p.old"
  " CROSS JOIN temp.came c ON c.kind = 1 AND c.facility = p.now AND c.number = g.number AND c.path = g.path AND c.key = g.key"
  " UNION ALL SELECT g.facility, g.source, g.line, c.facility, c.source, c.line, 1, 1,"
  " NOT EXISTS(SELECT 1 FROM facility f WHERE f.code = g.facility), " ALIKE ", g.number, c.number, g.position FROM "
  ONLY("gone", ", number", "kind = 1 AND facility NOT IN (SELECT old FROM temp.pair)") " g JOIN "
  ONLY("came", ", number", "kind = 1 AND facility NOT IN (SELECT now FROM temp.pair)") " c"
  " ON c.path = g.path AND c.key = g.key AND c.number = g.number AND c.facility <> g.facility ORDER BY 1, 11, 13, 4")
S(KEY_NUMBERS,
  "SELECT g.facility, g.source, g.line, c.facility, c.source, c.line, 1, 1, 1, " ALIKE ", g.number, c.number, g.position FROM "
  ONLY("gone", ", facility", "kind = 1") " g JOIN " ONLY("came", ", facility", "kind = 1") " c ON c.path = g.path"
  " AND c.key = g.key AND c.number <> g.number AND c.facility = coalesce((SELECT now FROM temp.pair WHERE old = g.facility),"
  " g.facility) ORDER BY 1, 11, 13, 12")
/* receipts that are alike and more than one: which is which cannot be told */
S(KEY_CROWDS,
  "SELECT g.facility, g.source, g.line, c.facility, c.source, c.line, g.n, c.n, 0, 0, g.number, c.number, 0 FROM"
  " (SELECT path, key, facility, min(number) AS number, source, line, count(*) AS n FROM temp.gone g WHERE kind = 1 AND position = 0"
  "  AND NOT EXISTS(SELECT 1 FROM temp.going o WHERE o.kind = 1 AND o.facility = g.facility AND o.number = g.number)"
  "  GROUP BY path, key, facility) g JOIN"
  " (SELECT path, key, facility, min(number) AS number, source, line, count(*) AS n FROM temp.came c WHERE kind = 1"
  "  AND NOT EXISTS(SELECT 1 FROM temp.pair_receipt p WHERE p.now = c.facility AND p.now_number = c.number)"
  "  GROUP BY path, key, facility) c ON c.path = g.path AND c.key = g.key AND c.facility = g.facility AND g.n + c.n > 2"
  " ORDER BY 1, 11")
#undef ALIKE
#undef OTHER_SCAN
#undef SAME_SCAN
S(PAIR_RECEIPT_ADD, "INSERT OR IGNORE INTO temp.pair_receipt VALUES(:facility, :number, :now, :now_number)")
S(GOING_ADD, "INSERT OR IGNORE INTO temp.going VALUES(:kind, :facility, :number, :position)")
S(GOING_ONE, "SELECT 1 FROM temp.going WHERE kind = :kind AND facility = :facility AND number = :number LIMIT 1")
/* lines and applications that go with the record they belong to, where the new file has theirs under the new key */
#define BLOCK_HERE(table, facility, number) \
        "EXISTS(SELECT 1 FROM " table " n WHERE n.number = " number " AND n.facility = " facility \
        " AND n.source IN (SELECT id FROM temp.here))"
#define LINES_ALONG(table, kind) \
        "INSERT OR IGNORE INTO temp.going SELECT " kind ", t.facility, t.number, t.position FROM temp.gone g" \
        " CROSS JOIN " table " t ON t.number = g.number AND t.facility = g.facility AND t.source IN (SELECT id FROM temp.superseded)" \
        " WHERE g.kind = " kind " AND (EXISTS(SELECT 1 FROM temp.pair_receipt p WHERE p.facility = g.facility" \
        "  AND p.number = g.number AND " BLOCK_HERE(table, "p.now", "p.now_number") ")" \
        " OR EXISTS(SELECT 1 FROM temp.pair p WHERE p.old = g.facility AND " BLOCK_HERE(table, "p.now", "g.number") ")" \
        " OR (g.facility = '' AND EXISTS(SELECT 1 FROM " table " n WHERE n.number = g.number AND n.facility <> ''" \
        "  AND n.source IN (SELECT id FROM temp.here))))"
S(LINES_ALONG_PURCHASES, LINES_ALONG("purchase", "2"))
S(LINES_ALONG_VENDOR_LINES, LINES_ALONG("vendor_line", "3"))
#undef LINES_ALONG
S(CLAIMS_ALONG,
  "INSERT OR IGNORE INTO temp.going SELECT 4, g.facility, g.number, 0 FROM temp.gone g JOIN temp.pair p ON p.old = g.facility"
  " JOIN claim n ON n.facility = p.now AND n.category = g.number AND n.source IN (SELECT id FROM temp.here) WHERE g.kind = 4")
#undef BLOCK_HERE
/* lines alone whose number has no receipt, and applications alone whose code is no facility's: typed wrong, and corrected */
S(KEY_LINES,
  "SELECT g.facility, g.source, g.line, c.facility, c.source, c.line, 1, 1,"
  " CASE g.kind WHEN 4 THEN NOT EXISTS(SELECT 1 FROM facility f WHERE f.code = g.facility)"
  "  ELSE NOT EXISTS(SELECT 1 FROM receipt r WHERE r.number = g.number AND (r.facility = g.facility OR c.number <> g.number))"
  "   AND (g.facility IN (c.facility, '') OR NOT EXISTS(SELECT 1 FROM facility f WHERE f.code = g.facility)) END,"
  " 0, g.number, c.number, g.kind FROM " ONLY("gone", "", "kind >= 2") " g JOIN " ONLY("came", "", "kind >= 2") " c"
  " ON c.kind = g.kind AND c.path = g.path AND c.key = g.key ORDER BY g.kind, g.facility, g.number")
#undef ONLY
S(GOING_LINES,
  "INSERT OR IGNORE INTO temp.going SELECT :kind, facility, number, position FROM purchase WHERE :kind = 2 AND number = :number"
  "  AND facility = :facility AND source IN (SELECT id FROM temp.superseded)"
  " UNION ALL SELECT :kind, facility, number, position FROM vendor_line WHERE :kind = 3 AND number = :number"
  "  AND facility = :facility AND source IN (SELECT id FROM temp.superseded)"
  " UNION ALL SELECT :kind, :facility, :number, 0 WHERE :kind = 4")
S(KEY_SUBMITTED,
  "SELECT 1 FROM mark m WHERE m.state IN ('submitted', 'granted', 'refused') AND m.facility = :facility"
  " UNION ALL SELECT 1 FROM purchase p JOIN mark m ON m.facility = p.facility WHERE p.number = :number AND :number <> ''"
  "  AND m.state IN ('submitted', 'granted', 'refused') AND NOT EXISTS(SELECT 1 FROM receipt r"
  "   WHERE r.number = p.number AND r.facility = p.facility AND r.facility <> :facility) LIMIT 1")
/* the ties that somebody made to a receipt that gets another key, and its id */
S(TIES_KEPT,
  "SELECT e.name, e.sha256, e.breakdown, e.how FROM receipt r JOIN receipt_evidence e ON e.receipt = r.id WHERE"
  " r.facility = :facility AND r.number = :number AND r.breakdown = :breakdown AND e.sha256 <> '' ORDER BY e.position")
/* a scan that is kept under a name a table gives, where it can be no other member's: those that lack it are one facility's, and it is
 * tied to a receipt of that one, or to one of the same number in the file that stood in this path; or to none, in a workspace of one
 * facility or with the facility's code in its name */
#define LACKING " FROM receipt_evidence m JOIN receipt o ON o.id = m.receipt WHERE m.name = :name AND m.sha256 = '' AND o.source = :source"
S(EVIDENCE_KEPT,
  "SELECT n.sha256 FROM evidence_name n WHERE n.name = :name AND (SELECT count(DISTINCT o.facility)" LACKING ") = 1"
  " AND (EXISTS(SELECT 1 FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt WHERE e.sha256 = n.sha256 AND e.sha256 <> ''"
  "   AND (r.facility IN (SELECT o.facility" LACKING ")"
  "    OR (r.number IN (SELECT o.number" LACKING ") AND r.source IN (SELECT id FROM temp.superseded))))"
  " OR (NOT EXISTS(SELECT 1 FROM receipt_evidence e WHERE e.sha256 = n.sha256 AND e.sha256 <> '')"
  "  AND ((SELECT count(*) FROM (SELECT 1 FROM facility LIMIT 2)) < 2 OR substr(:name, 1, 10) IN (SELECT o.facility" LACKING
  ")))) LIMIT 2")
#undef LACKING
