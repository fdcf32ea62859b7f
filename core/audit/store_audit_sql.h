/* Every statement of the index of soroe audit, by name: S(NAME, "SQL").
 * ?11 is the packet at hand, ?12 the receipt at hand. */
/* clang-format off */

S(ADD_UNUSED, "INSERT INTO unused VALUES(?1, ?2, ?3, ?4)")
S(ADD_PACKET, "INSERT INTO packet VALUES(NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING")
S(ADD_VALUE, "INSERT INTO value VALUES(?11, ?1, ?2, ?3, ?4)")
S(ADD_RULE, "INSERT INTO rule VALUES(?11, ?1, ?2, ?3)")
S(ADD_RULES, "INSERT INTO rules VALUES(?11, ?1, ?2)")
S(ADD_USE, "INSERT INTO use VALUES(NULL, ?11, ?1, ?2, ?3, ?4, ?5, 0)")
S(ADD_KEY, "INSERT INTO key VALUES(?1, ?2, ?12)")
S(ADD_LINE, "INSERT INTO line VALUES(?12, ?1, ?2, ?3, ?4, ?5)")
/* which of two copies came first says nothing: the first name stands for both */
S(SAME_PACKET, "UPDATE packet SET file = min(file, ?2) WHERE digest = ?1")

S(SAME_KEYS, "SELECT key, use FROM key WHERE kind = 1 ORDER BY key, use")
S(SET_ROOT, "UPDATE use SET root = ?1 WHERE id = ?2")

/* ---- the same purchase in two applications of one facility */
S(LINES,
  "SELECT u.root, p.facility, l.what, p.programme, p.category, p.file, sum(l.own), count(*), l.amount,"
  " min(CASE WHEN l.own THEN u.payer || '/' || u.number || '#' || l.position END), max(l.description)"
  " FROM use u JOIN packet p ON p.id = u.packet JOIN line l ON l.use = u.id"
  " WHERE l.amount > 0 AND u.root IN (SELECT root FROM use GROUP BY root HAVING min(packet) < max(packet))"
  " GROUP BY u.root, p.facility, l.what, p.id ORDER BY u.root, p.facility, l.what, p.programme, p.category, p.file")
S(ADD_AGAIN, "INSERT INTO again VALUES(?1, ?2, ?3)")
/* ---- receipts beyond their total */
S(USES,
  "SELECT u.root, p.facility, p.programme, p.category, p.file, min(u.payer || '/' || u.number), max(u.amount),"
  " sum(u.share), sum(u.claimed), count(*),"
  " (SELECT coalesce(sum(a.yen), 0) FROM again a WHERE a.root = u.root AND a.facility = p.facility)"
  " FROM use u JOIN packet p ON p.id = u.packet"
  " WHERE u.root IN (SELECT root FROM use GROUP BY root HAVING min(packet) < max(packet))"
  " GROUP BY u.root, p.id ORDER BY u.root, p.facility, p.programme, p.category, p.file")
/* ---- what may be the same receipt: one key, several receipts */
S(SHARED_KEYS,
  "SELECT k.kind, k.key, p.facility, p.programme, p.category, p.file, u.payer || '/' || u.number, u.amount,"
  " (SELECT key FROM key r WHERE r.use = u.id AND r.kind = 2), u.number"
  " FROM key k JOIN use u ON u.id = k.use JOIN packet p ON p.id = u.packet WHERE k.kind > 1 AND (k.kind, k.key) IN"
  " (SELECT k2.kind, k2.key FROM key k2 JOIN use u2 ON u2.id = k2.use JOIN packet p2 ON p2.id = u2.packet WHERE k2.kind > 1"
  "  GROUP BY k2.kind, k2.key HAVING min(u2.root) < max(u2.root)"
  "  AND (min(p2.facility) < max(p2.facility) OR min(p2.programme) < max(p2.programme)"
  "   OR (k2.kind = 5 AND min(p2.id) < max(p2.id))))"
  " ORDER BY k.kind, k.key, p.facility, p.programme, p.category, p.file, 7")
/* ---- packets of one application, of other amounts */
S(APPLICATIONS,
  "SELECT facility, category, programme, file, subsidy, name FROM packet WHERE (facility, category, programme) IN"
  " (SELECT facility, category, programme FROM packet GROUP BY 1, 2, 3 HAVING min(subsidy) < max(subsidy))"
  " ORDER BY facility, category, programme, subsidy, file")
/* ---- earlier grants: the packet, and the earlier one */
S(EARLIER,
  "SELECT DISTINCT x.facility, x.category, x.programme, r.finding, x.file, y.file, x.name, y.name, x.subsidy, r.source,"
  " y.programme FROM rule r JOIN packet x ON x.id = r.packet JOIN packet y ON y.facility = x.facility"
  " AND y.programme <> x.programme AND y.applied_on <= x.applied_on AND (y.key = r.key OR y.variant_key = r.key)"
  " WHERE y.applied_on < x.applied_on OR y.programme < x.programme"
  " ORDER BY x.facility, x.category, x.programme, r.finding, y.programme, y.file, x.file")
/* ---- what packets say of one facility */
S(VALUES,
  "SELECT p.facility, v.field, v.name, v.key, v.value, min(p.file) FROM value v JOIN packet p ON p.id = v.packet"
  " WHERE (p.facility, v.field) IN (SELECT p2.facility, v2.field FROM value v2 JOIN packet p2 ON p2.id = v2.packet"
  "  GROUP BY p2.facility, v2.field HAVING min(v2.key) < max(v2.key))"
  " GROUP BY p.facility, v.field, v.key ORDER BY p.facility, v.field, min(p.file)")

/* ---- rules that are not known here */
S(UNKNOWN_RULES,
  "SELECT r.digest, p.programme, r.revision, p.facility, p.category, p.file, p.subsidy"
  " FROM rules r JOIN packet p ON p.id = r.packet ORDER BY r.digest, p.facility, p.category, p.file")

S(ADD_FINDING, "INSERT INTO finding VALUES(NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
S(ADD_PLACE, "INSERT INTO place VALUES(?1, ?2, ?3, ?4)")
S(ADD_COPY, "INSERT INTO copy SELECT digest, max(file, ?2) FROM packet WHERE digest = ?1")
S(COPIES, "SELECT c.file, p.file FROM copy c JOIN packet p ON p.digest = c.digest ORDER BY c.file")
S(SAMPLE, "SELECT file, facility, name, digest, subsidy FROM (SELECT * FROM packet ORDER BY digest LIMIT ?1) ORDER BY file")
S(SUBSIDIES, "SELECT max(subsidy) FROM packet GROUP BY facility, category, programme")
S(FINDINGS,
  "SELECT id, name, subject, value, arg1, arg2, arg3, source, yen, count FROM finding"
  " ORDER BY severity, yen DESC, name, subject, value, id")
S(PLACES, "SELECT file, what, leads FROM place WHERE finding = ?1 ORDER BY rowid")
S(UNUSED, "SELECT file, verdict, ja, en FROM unused WHERE verdict <> 'draft' ORDER BY file")
S(COUNT_PACKETS, "SELECT count(*) FROM packet")
S(COUNT_UNUSED, "SELECT count(*) FROM unused WHERE verdict = ?1")
S(COUNT_FINDINGS, "SELECT severity, count(*), sum(yen) FROM finding GROUP BY severity")
