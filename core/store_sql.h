/* Every statement of the program, by name: S(NAME, "SQL"). Parameters are named; nothing is ever
 * built from input. All are prepared when the store opens, so that a misspelling fails at once. */

/* ---- settings and sources */
S(SETTING_GET, "SELECT value FROM setting WHERE name = :name")
S(SETTING_PUT, "INSERT INTO setting(name, value) VALUES(:name, :value) ON CONFLICT DO UPDATE SET value = excluded.value")
S(SOURCE_FIND, "SELECT id FROM source WHERE sha256 = :sha256 AND part = :part")
S(SOURCE_ADD,
  "INSERT INTO source(sha256, part, style, path, file, kind, columns)"
  " VALUES(:sha256, :part, :style, :path, :file, :kind, :columns)")
S(SOURCE_GET, "SELECT file, sha256, columns, part, style FROM source WHERE id = :id")
S(SOURCE_REJECTS, "UPDATE source SET rejects = :rejects WHERE id = :id AND rejects <> :rejects")
S(REJECTS_TAKEN, "SELECT 1 FROM source WHERE rejects = :rejects AND path <> :path LIMIT 1")

/* ---- facilities */
S(FACILITY_GET,
  "SELECT code, name, kind, postal_code, address, founder, representative, phone, contact, mail, outside_obligation,"
  " earlier_grants, earlier_mods, attributes, source, line FROM facility WHERE code = :code")
S(FACILITY_PUT,
  "INSERT INTO facility VALUES(:code, :name, :kind, :postal_code, :address, :founder, :representative, :phone, :contact,"
  " :mail, :outside_obligation, :earlier_grants, :earlier_mods, :attributes, :source, :line)"
  " ON CONFLICT DO UPDATE SET name = excluded.name, kind = excluded.kind, postal_code = excluded.postal_code,"
  " address = excluded.address, founder = excluded.founder, representative = excluded.representative,"
  " phone = excluded.phone, contact = excluded.contact, mail = excluded.mail,"
  " outside_obligation = excluded.outside_obligation, earlier_grants = excluded.earlier_grants,"
  " earlier_mods = excluded.earlier_mods, attributes = excluded.attributes, source = excluded.source, line = excluded.line")
S(FACILITY_CODES, "SELECT code FROM facility WHERE code > :after ORDER BY code LIMIT 256")

/* ---- receipts */
S(RECEIPT_GET,
  "SELECT id, facility, number, breakdown, issuer, issuer_address, issuer_phone, date, amount, registration_number, paid_on,"
  " addressee, document, evidence, breakdown_evidence, note, source, line FROM receipt"
  " WHERE facility = :facility AND number = :number AND breakdown = :breakdown")
S(RECEIPT_PUT,
  "INSERT INTO receipt(facility, number, breakdown, issuer, issuer_address, issuer_phone, date, amount,"
  " registration_number, paid_on, addressee, document, evidence, breakdown_evidence, note, source, line)"
  " VALUES(:facility, :number, :breakdown, :issuer, :issuer_address, :issuer_phone, :date, :amount,"
  " :registration_number, :paid_on, :addressee, :document, :evidence, :breakdown_evidence, :note, :source, :line)"
  " ON CONFLICT DO UPDATE SET issuer = excluded.issuer, issuer_address = excluded.issuer_address,"
  " issuer_phone = excluded.issuer_phone, date = excluded.date, amount = excluded.amount,"
  " registration_number = excluded.registration_number, paid_on = excluded.paid_on, addressee = excluded.addressee,"
  " document = excluded.document, evidence = excluded.evidence, breakdown_evidence = excluded.breakdown_evidence,"
  " note = excluded.note, source = excluded.source, line = excluded.line RETURNING id")
/* the receipts of a facility, and those of other payers on which it has lines */
S(RECEIPTS_OF,
  "SELECT id, facility, number, breakdown, issuer, issuer_address, issuer_phone, date, amount, registration_number, paid_on,"
  " addressee, document, evidence, breakdown_evidence, note, source, line FROM receipt"
  " WHERE facility = :facility"
  " OR id IN (SELECT r.id FROM purchase p JOIN receipt r ON r.number = p.number WHERE p.facility = :facility"
  "  AND r.facility <> :facility AND NOT EXISTS(SELECT 1 FROM receipt o WHERE o.number = r.number"
  "   AND o.facility <> r.facility))"
  " ORDER BY breakdown, date, number, facility")
/* the payer of the only receipt of a number, among these sources (a JSON array) or, with '', everywhere */
S(RECEIPT_ONLY_PAYER,
  "SELECT min(facility) FROM receipt WHERE number = :number AND breakdown = 0"
  " AND (:sources = '' OR source IN (SELECT value FROM json_each(:sources)))"
  " HAVING count(DISTINCT facility) = 1 AND min(facility) <> ''")
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
  "SELECT r.id, r.facility, r.number, r.breakdown, r.issuer, r.issuer_address, r.issuer_phone, r.date, r.amount,"
  " r.registration_number, r.paid_on, r.addressee, r.document, r.evidence, r.breakdown_evidence, r.note, r.source, r.line"
  " FROM receipt r WHERE (:from = '' OR r.date >= :from) AND (:to = '' OR r.date <= :to)"
  " AND r.amount >= :min AND r.amount <= :max ORDER BY r.date, r.facility, r.number, r.breakdown")

/* ---- evidence */
S(EVIDENCE_GET, "SELECT ext, ok, reason FROM evidence WHERE sha256 = :sha256")
S(EVIDENCE_PUT,
  "INSERT INTO evidence VALUES(:sha256, :ext, :ok, :reason, :size, :width, :height, :dpi, :rotation) ON CONFLICT DO NOTHING")
S(LINK_DROP, "DELETE FROM receipt_evidence WHERE receipt = :receipt")
S(LINK_ADD, "INSERT INTO receipt_evidence(receipt, position, name, breakdown) VALUES(:receipt, :position, :name, :breakdown)")
/* the scan of a name, for the receipts of one source or, with 0, wherever it is still missing */
S(LINK_OLD,
  "SELECT e.receipt, e.position, e.sha256, r.facility, r.number FROM receipt_evidence e JOIN receipt r ON r.id = e.receipt"
  " WHERE e.name = :name AND e.sha256 <> :sha256 AND (CASE :source WHEN 0 THEN e.sha256 = '' ELSE r.source = :source END)")
S(LINK_SET, "UPDATE receipt_evidence SET sha256 = :sha256 WHERE receipt = :receipt AND position = :position")

/* ---- purchases and claims */
S(PURCHASE_GET,
  "SELECT facility, number, position, category, item, description, model, quantity, unit_price, amount, note, source, line"
  " FROM purchase WHERE number = :number AND facility = :facility AND position = :position")
S(PURCHASE_PUT,
  "INSERT INTO purchase VALUES(:facility, :number, :position, :category, :item, :description, :model, :quantity,"
  " :unit_price, :amount, :note, :source, :line)"
  " ON CONFLICT DO UPDATE SET category = excluded.category, item = excluded.item, description = excluded.description,"
  " model = excluded.model, quantity = excluded.quantity, unit_price = excluded.unit_price, amount = excluded.amount,"
  " note = excluded.note, source = excluded.source, line = excluded.line")
/* a corrected line keeps the position it had in its own file: the one it was brought in with, else the rejected row's, else a new one */
S(PURCHASE_AT,
  "SELECT position FROM purchase WHERE number = :number AND facility = :facility AND source = :source AND line = :line")
S(PURCHASE_LAST, "SELECT coalesce(max(position), 0) + 1 FROM purchase WHERE number = :number AND facility = :facility")
S(REJECTED_AT, "SELECT record FROM import_finding WHERE place = :place AND record LIKE 'purchase:%' LIMIT 1")
/* CROSS JOIN: from the facility's few receipts to their lines, never over all lines that belong nowhere */
S(PURCHASES_OF,
  "SELECT facility, number, position, category, item, description, model, quantity, unit_price, amount, note, source, line"
  " FROM purchase WHERE facility = :facility"
  " UNION ALL SELECT p.facility, p.number, p.position, p.category, p.item, p.description, p.model, p.quantity, p.unit_price,"
  " p.amount, p.note, p.source, p.line FROM receipt r CROSS JOIN purchase p ON p.number = r.number AND p.facility = ''"
  " WHERE r.facility = :facility AND r.breakdown = 0"
  " AND NOT EXISTS(SELECT 1 FROM receipt o WHERE o.number = r.number AND o.facility <> r.facility)"
  " ORDER BY 2, 1, 3")
S(PURCHASE_PLACE, "UPDATE OR IGNORE purchase SET facility = :facility WHERE number = :number AND facility = ''")
S(CLAIM_GET,
  "SELECT facility, category, completed_on, options, note, source, line FROM claim"
  " WHERE facility = :facility AND category = :category")
S(CLAIM_PUT,
  "INSERT INTO claim VALUES(:facility, :category, :completed_on, :options, :note, :source, :line)"
  " ON CONFLICT DO UPDATE SET completed_on = excluded.completed_on, options = excluded.options, note = excluded.note,"
  " source = excluded.source, line = excluded.line")
S(CLAIMS_OF,
  "SELECT facility, category, completed_on, options, note, source, line FROM claim WHERE facility = :facility ORDER BY category")
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

/* ---- withdrawing (import --replace): what the same table brought for these facilities and this file lacks */
S(REPLACE_RECEIPTS,
  "SELECT id, facility, number, breakdown, issuer, issuer_address, issuer_phone, date, amount, registration_number, paid_on,"
  " addressee, document, evidence, breakdown_evidence, note FROM receipt WHERE source <> :source"
  " AND facility IN (SELECT facility FROM receipt WHERE source = :source)")
S(REPLACE_PURCHASES,
  "SELECT facility, number, position, category, item, description, model, quantity, unit_price, amount, note FROM purchase"
  " WHERE source <> :source AND facility IN (SELECT facility FROM purchase WHERE source = :source)")
S(REPLACE_CLAIMS,
  "SELECT facility, category, completed_on, options, note FROM claim WHERE source <> :source"
  " AND facility IN (SELECT facility FROM claim WHERE source = :source)")
S(RECEIPT_DROP, "DELETE FROM receipt WHERE id = :id")
S(PURCHASE_DROP, "DELETE FROM purchase WHERE number = :number AND facility = :facility AND position = :position")
S(CLAIM_DROP, "DELETE FROM claim WHERE facility = :facility AND category = :category")

/* ---- what belongs nowhere */
S(STRAY_RECEIPTS, "SELECT number, amount, source, line FROM receipt WHERE facility = '' ORDER BY number")
S(STRAY_PURCHASES,
  "SELECT p.number, count(*), min(p.source), min(p.line),"
  " (SELECT count(DISTINCT r.facility) FROM receipt r WHERE r.number = p.number AND r.facility <> '') AS payers"
  " FROM purchase p WHERE p.facility = '' GROUP BY p.number HAVING payers <> 1 ORDER BY p.number")
S(STRAY_CODES,
  "SELECT x.code, count(*), min(x.source), min(x.line) FROM"
  " (SELECT facility AS code, source, line FROM receipt UNION ALL SELECT facility, source, line FROM purchase"
  "  UNION ALL SELECT facility, source, line FROM claim) x"
  " WHERE x.code <> '' AND NOT EXISTS(SELECT 1 FROM facility f WHERE f.code = x.code) GROUP BY x.code ORDER BY x.code")

/* ---- across facilities: one row per use of what several payers use; everywhere, or where one facility has a part in it */
#define SCAN_ROWS "SELECT e.sha256, r.facility, r.number, e.name, r.source, r.line FROM receipt_evidence e" \
        " JOIN receipt r ON r.id = e.receipt WHERE e.sha256 IN (SELECT a.sha256 FROM receipt_evidence a" \
        " JOIN receipt b ON b.id = a.receipt WHERE a.sha256 <> ''"
#define PAPER_ROWS "SELECT r.issuer, r.date, r.amount, r.facility, r.number, r.source, r.line FROM" \
        " (SELECT issuer, date, amount FROM receipt WHERE breakdown = 0"
#define PAPER_END ") d JOIN receipt r ON d.date = r.date AND d.amount = r.amount AND d.issuer = r.issuer" \
        " WHERE r.breakdown = 0 ORDER BY r.issuer, r.date, r.amount, r.facility, r.number"
S(SAME_SCANS,
  SCAN_ROWS " GROUP BY a.sha256 HAVING count(DISTINCT b.facility) > 1) ORDER BY e.sha256, r.facility, r.number, e.position")
S(SAME_SCANS_OF, SCAN_ROWS " AND b.facility = :facility) ORDER BY e.sha256, r.facility, r.number, e.position")
S(SAME_PAPERS, PAPER_ROWS " GROUP BY issuer, date, amount HAVING count(DISTINCT facility) > 1" PAPER_END)
S(SAME_PAPERS_OF, PAPER_ROWS " AND facility = :facility GROUP BY issuer, date, amount" PAPER_END)
#undef SCAN_ROWS
#undef PAPER_ROWS
#undef PAPER_END

/* ---- findings of imports, history, packets */
S(IMPORT_FINDING_ADD,
  "INSERT INTO import_finding(source, record, finding, subject, value, place, arg1, arg2, arg3)"
  " VALUES(:source, :record, :finding, :subject, :value, :place, :arg1, :arg2, :arg3)")
S(IMPORT_FINDINGS, "SELECT finding, subject, value, place, arg1, arg2, arg3 FROM import_finding ORDER BY id")
S(IMPORT_FINDING_CLEAR, "DELETE FROM import_finding WHERE source = :source")
S(IMPORT_FINDING_CLEAR_EARLIER,
  "DELETE FROM import_finding WHERE source <> :source AND source IN"
  " (SELECT id FROM source WHERE path = :path OR (rejects <> '' AND rejects = :rejects))")
S(IMPORT_FINDING_CLEAR_RECORD, "DELETE FROM import_finding WHERE record = :record")
S(HISTORY_ADD,
  "INSERT INTO history(at, who, why, kind, record, old, new) VALUES(:at, :who, :why, :kind, :record, :old, :new)")
S(PACKET_PUT,
  "INSERT INTO packet VALUES(:facility, :category, :programme, :applied_on, :xml_sha256, :zip_sha256, :file, :subsidy)"
  " ON CONFLICT DO UPDATE SET applied_on = excluded.applied_on, xml_sha256 = excluded.xml_sha256,"
  " zip_sha256 = excluded.zip_sha256, file = excluded.file, subsidy = excluded.subsidy")
